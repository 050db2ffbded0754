package io.github.ordermill.endtoend;

import static io.github.ordermill.client.CommandInputs.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.GraphqlClient;
import io.github.ordermill.client.HttpTestClient;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Concurrent and consecutive requests on the same server threads share no state. */
class RequestIsolationIT extends EndToEndTest {

  private static final int CLIENTS = 16;
  private static final int ROUNDS = 40;

  /** Unique marker of a request, sent in every place that an answer could echo. */
  private static final Pattern MARKER = Pattern.compile("mark\\d+x");

  private final HttpTestClient http = new HttpTestClient(stack.application().uri());

  @Test
  void neverMixesAnswersOfConcurrentRequests() throws Exception {
    var customer = newCustomer();
    var placed = client.send("placeOrder", anyOrder(customer));
    var order = acceptedId(placed);
    awaitViewVersion(order, 1);
    var token = placed.getString("consistencyToken");
    var requests = new ArrayList<Callable<Void>>();
    int number = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (var kind : Kind.values()) {
        var marker = "mark" + number++ + "x";
        requests.add(() -> check(kind, marker, order, token));
      }
    }

    var clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      for (var done : clients.invokeAll(requests)) {
        done.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  /** Request and the text that its answer contains besides the marker. */
  private enum Kind {
    ORDER_QUERY("query ($id: ID!) { MARK: order(id: $id) { id } }", "\"data\""),
    EMPTY_LIST(
        "query ($mark: ID!) { MARK: orders(filter: {customerId: $mark}) { totalCount } }",
        "\"totalCount\":0"),
    REFUSED_COMMAND(
        "mutation ($id: ID!, $mark: String!) { MARK: shipOrder(input: {orderId: $id, carrier: $mark,"
            + " trackingNumber: \\\"\\\"}) { __typename ... on InvalidInput { violations { path } } } }",
        "input.trackingNumber"),
    SYNTAX_ERROR("{ MARK: order(", "GRAPHQL_PARSE_FAILED"),
    UNKNOWN_FIELD("{ MARK }", "GRAPHQL_VALIDATION_FAILED"),
    INVALID_VARIABLE(
        "query ($mark: Int!) { MARK: customerOrders(customerId: 1, page: $mark) { total } }",
        "BAD_USER_INPUT"),
    INVALID_ARGUMENT("query { MARK: order(id: 17) { id } }", "BAD_USER_INPUT"),
    EXCEEDED_LIMIT("{ MARK: orders(first: 1000) { totalCount } }", "LIMIT_EXCEEDED"),
    CONSISTENT_READ(
        "query ($id: ID!, $token: String) { MARK: order(id: $id, consistencyToken: $token) { id } }",
        "\"extensions\":{\"consistency\":{\"state\":\"FRESH\"}}");

    private final String query;
    private final String expected;

    Kind(String query, String expected) {
      this.query = query;
      this.expected = expected;
    }
  }

  private Void check(Kind kind, String marker, String order, String token) {
    var body =
        "{\"query\":\""
            + kind.query.replace("MARK", marker)
            + "\",\"variables\":{\"id\":\""
            + order
            + "\",\"mark\":\""
            + marker
            + "\",\"token\":\""
            + token
            + "\"},\"extensions\":{\"mark\":\""
            + marker
            + "\"}}";

    var response = http.post(body, "X-Correlation-Id", marker);

    var answer = response.headers().firstValue("X-Correlation-Id").orElse("") + response.body();
    assertThat(MARKER.matcher(answer).results().map(found -> found.group()))
        .as("%s: %s", kind, answer)
        .isNotEmpty()
        .containsOnly(marker);
    assertThat(answer).as("%s", kind).contains(kind.expected);
    assertThat(answer.contains("consistency"))
        .as("%s", kind)
        .isEqualTo(kind == Kind.CONSISTENT_READ);
    return null;
  }

  @ParameterizedTest
  @CsvSource({
    "mine/1, 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, mine/1",
    ", 00-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-01, 4bf92f3577b34da6a3ce929d0e0e4737",
    ", 00-00000000000000000000000000000000-00f067aa0ba902b7-01, "
  })
  void storesTheCorrelationIdOfTheRequestWithEachEvent(
      String header, String trace, String expected) {
    var variables = Json.createObjectBuilder().add("input", anyOrder(newCustomer()));
    var body =
        Json.createObjectBuilder()
            .add(
                "query",
                "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input)"
                    + " { ... on CommandAccepted { orderId } } }")
            .add("variables", variables)
            .build()
            .toString();

    var response =
        header == null
            ? http.post(body, "traceparent", trace)
            : http.post(body, "X-Correlation-Id", header, "traceparent", trace);

    var correlationId = response.headers().firstValue("X-Correlation-Id").orElseThrow();
    if (expected == null) {
      assertThat(correlationId).matches("[0-9a-f]{8}-[0-9a-f-]{27}");
    } else {
      assertThat(correlationId).isEqualTo(expected);
    }
    var order =
        GraphqlClient.parse(response.body()).getJsonObject("data").getJsonObject("placeOrder");
    awaitViewVersion(order.getString("orderId"), 1);
    var history = client.order(order.getString("orderId"), "history { correlationId }");
    assertThat(history.getJsonArray("history").getValuesAs(JsonValue::asJsonObject))
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event.getString("correlationId")).isEqualTo(correlationId));
  }
}
