package io.github.ordermill.endtoend;

import static io.github.ordermill.client.CommandInputs.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are served at once, and one after the other by the same threads, share nothing. */
class RequestIsolationIT extends EndToEndTest {

  private static final int CLIENTS = 16;
  private static final int ROUNDS = 40;

  /** What each request is marked with, in every place where an answer could carry it. */
  private static final Pattern MARK = Pattern.compile("mark\\d+x");

  private final HttpTestClient http = new HttpTestClient(stack.application().uri());

  @Test
  void givesEachRequestItsOwnAnswerAndNothingOfAnother() throws Exception {
    var customer = newCustomer();
    var placed = client.send("placeOrder", anyOrder(customer));
    var order = acceptedId(placed);
    awaitVersion(order, 1);
    var token = placed.getString("consistencyToken");
    var requests = new ArrayList<Callable<Void>>();
    int number = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (var kind : Kind.values()) {
        var mark = "mark" + number++ + "x";
        requests.add(() -> check(kind, mark, order, token));
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

  /** What a request asks for, and what its answer must hold beside its own mark. */
  private enum Kind {
    AN_ORDER("query ($id: ID!) { MARK: order(id: $id) { id } }", "\"data\""),
    NOTHING(
        "query ($mark: ID!) { MARK: orders(filter: {customerId: $mark}) { totalCount } }",
        "\"totalCount\":0"),
    A_REFUSAL(
        "mutation ($id: ID!, $mark: String!) { MARK: shipOrder(input: {orderId: $id, carrier: $mark,"
            + " trackingNumber: \\\"\\\"}) { __typename ... on InvalidInput { violations { path } } } }",
        "input.trackingNumber"),
    A_SYNTAX_ERROR("{ MARK: order(", "GRAPHQL_PARSE_FAILED"),
    AN_UNKNOWN_FIELD("{ MARK }", "GRAPHQL_VALIDATION_FAILED"),
    A_BAD_VARIABLE(
        "query ($mark: Int!) { MARK: customerOrders(customerId: 1, page: $mark) { total } }",
        "BAD_USER_INPUT"),
    A_BAD_ARGUMENT("query { MARK: order(id: 17) { id } }", "BAD_USER_INPUT"),
    A_LIMIT("{ MARK: orders(first: 1000) { totalCount } }", "LIMIT_EXCEEDED"),
    A_TOKEN(
        "query ($id: ID!, $token: String) { MARK: order(id: $id, consistencyToken: $token) { id } }",
        "\"extensions\":{\"consistency\":{\"state\":\"FRESH\"}}");

    private final String query;
    private final String expected;

    Kind(String query, String expected) {
      this.query = query;
      this.expected = expected;
    }
  }

  private Void check(Kind kind, String mark, String order, String token) {
    var body =
        "{\"query\":\""
            + kind.query.replace("MARK", mark)
            + "\",\"variables\":{\"id\":\""
            + order
            + "\",\"mark\":\""
            + mark
            + "\",\"token\":\""
            + token
            + "\"},\"extensions\":{\"mark\":\""
            + mark
            + "\"}}";

    var response = http.post(body, "X-Correlation-Id", mark);

    var answer = response.headers().firstValue("X-Correlation-Id").orElse("") + response.body();
    assertThat(MARK.matcher(answer).results().map(found -> found.group()))
        .as("%s: %s", kind, answer)
        .isNotEmpty()
        .containsOnly(mark);
    assertThat(answer).as("%s", kind).contains(kind.expected);
    assertThat(answer.contains("consistency")).as("%s", kind).isEqualTo(kind == Kind.A_TOKEN);
    return null;
  }

  @ParameterizedTest
  @CsvSource({
    "mine/1, 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, mine/1",
    ", 00-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-01, 4bf92f3577b34da6a3ce929d0e0e4737",
    ", 00-00000000000000000000000000000000-00f067aa0ba902b7-01, "
  })
  void givesEveryEventTheCorrelationIdOfItsRequest(String own, String trace, String expected) {
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
        own == null
            ? http.post(body, "traceparent", trace)
            : http.post(body, "X-Correlation-Id", own, "traceparent", trace);

    var told = response.headers().firstValue("X-Correlation-Id").orElseThrow();
    if (expected == null) {
      assertThat(told).matches("[0-9a-f]{8}-[0-9a-f-]{27}");
    } else {
      assertThat(told).isEqualTo(expected);
    }
    var order = read(response.body()).getJsonObject("data").getJsonObject("placeOrder");
    awaitVersion(order.getString("orderId"), 1);
    var history = client.order(order.getString("orderId"), "history { correlationId }");
    assertThat(history.getJsonArray("history").getValuesAs(JsonValue::asJsonObject))
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event.getString("correlationId")).isEqualTo(told));
  }

  private static JsonObject read(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
