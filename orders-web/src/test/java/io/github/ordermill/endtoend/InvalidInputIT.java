package io.github.ordermill.endtoend;

import static io.github.ordermill.client.CommandInputs.anyOrder;
import static io.github.ordermill.client.GraphqlClient.json;
import static io.github.ordermill.client.GraphqlClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid input is answered with a typed refusal that names the path, and stores nothing. */
class InvalidInputIT extends EndToEndTest {

  private static final String UNKNOWN_ORDER = UUID.randomUUID().toString();

  static Stream<Arguments> invalidOrders() {
    return Stream.of(
        invalid("/orderId", "'not-a-uuid'", "input.orderId"),
        invalid("/customerId", "'  '", "input.customerId"),
        invalid("/customerId", "'" + "x".repeat(101) + "'", "input.customerId"),
        invalid("/customerId", "'a\\u0000b'", "input.customerId"),
        invalid("/reference", "''", "input.reference"),
        invalid("/items", "[]", "input.items"),
        invalid("/items/0/productId", "' '", "input.items[0].productId"),
        invalid("/items/0/name", "'" + "x".repeat(201) + "'", "input.items[0].name"),
        invalid("/items/0/quantity", "0", "input.items[0].quantity"),
        invalid("/items/1/quantity", "-1", "input.items[1].quantity"),
        invalid("/items/0/quantity", "1000001", "input.items[0].quantity"),
        invalid("/items/0/price/amount", "'-0.01'", "input.items[0].price.amount"),
        invalid("/items/0/price/amount", "'1.999'", "input.items[0].price.amount"),
        invalid("/items/0/price/amount", "'1000000000'", "input.items[0].price.amount"),
        invalid("/items/0/price/currency", "'EURO'", "input.items[0].price.currency"),
        invalid("/items/0/price/currency", "'XAU'", "input.items[0].price.currency"),
        invalid("/items/1/price/currency", "'USD'", "input.items[1].price.currency"),
        invalid("/shippingAddress/country", "'XX'", "input.shippingAddress.country"),
        invalid("/shippingAddress/country", "'de'", "input.shippingAddress.country"),
        invalid("/shippingAddress/name", "'\\t'", "input.shippingAddress.name"),
        invalid("/shippingAddress/name", "'\\u200b\\u00a0\\u2060'", "input.shippingAddress.name"),
        invalid("/shippingAddress/name", "'gnp\\u202e.exe'", "input.shippingAddress.name"),
        invalid("/items/0/name", "'a\\uffff'", "input.items[0].name"),
        invalid(
            "/shippingAddress/city", "'" + "x".repeat(101) + "'", "input.shippingAddress.city"));
  }

  private static Arguments invalid(String pointer, String value, String path) {
    return Arguments.of(pointer, value, path);
  }

  @ParameterizedTest
  @MethodSource("invalidOrders")
  void reportsThePathOfAnInvalidField(String pointer, String value, String path) {
    var customer = newCustomer();
    var patch = json("{'op':'add','path':'" + pointer + "','value':" + value + "}");
    var input =
        Json.createPatch(Json.createArrayBuilder().add(patch).build()).apply(anyOrder(customer));

    var answer = client.send("placeOrder", input);

    assertThat(answer.getString("__typename")).isEqualTo("InvalidInput");
    assertThat(answer.getString("code")).isEqualTo("INVALID_INPUT");
    assertThat(texts(answer, "violations", "path")).contains(path);
    assertNothingStored(customer);
  }

  @Test
  void reportsAllViolationsAtOnce() {
    var answer =
        client.send(
            "placeOrder",
            json(
                "{'customerId':'','items':[{'productId':'p','quantity':0,"
                    + "'price':{'amount':'-1','currency':'EUR'}}],'shippingAddress':"
                    + "{'name':'n','street':'s','city':'c','country':'Germany'}}"));

    assertThat(texts(answer, "violations", "path"))
        .containsExactly(
            "input.customerId",
            "input.items[0].price.amount",
            "input.items[0].quantity",
            "input.shippingAddress.country");
  }

  @Test
  void rejectsAnUnpairedSurrogate() {
    // As a JSON escape: an unpaired surrogate cannot be encoded in UTF-8.
    var body =
        Json.createObjectBuilder()
            .add(
                "query",
                "mutation ($input: CancelOrderInput!) { cancelOrder(input: $input)"
                    + " { ... on InvalidInput { violations { path } } } }")
            .add("variables", json("{'input':" + CommandInputs.cancellation(UNKNOWN_ORDER) + "}"))
            .build()
            .toString()
            .replace("changed", "\\ud800");

    var response = client.post("application/json", body);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("input.reason");
  }

  @Test
  void rejectsTenThousandItems() {
    var item = anyOrder("x").getJsonArray("items").getJsonObject(0);
    var items = Json.createArrayBuilder(Collections.nCopies(10_000, item)).build();
    var customer = newCustomer();
    var input = Json.createObjectBuilder(anyOrder(customer)).add("items", items).build();

    var answer = client.send("placeOrder", input);

    assertThat(texts(answer, "violations", "path")).containsExactly("input.items");
    assertNothingStored(customer);
  }

  @Test
  void rejectsATotalAboveTheMaximum() {
    var customer = newCustomer();
    var input =
        json(
            anyOrder(customer)
                .toString()
                .replace("19.90", "999999999")
                .replace("\"quantity\":2", "\"quantity\":1000000")
                .replace("\"5\"", "\"999999999\"")
                .replace("\"quantity\":1,", "\"quantity\":1000000,"));

    var answer = client.send("placeOrder", input);

    assertThat(texts(answer, "violations", "path")).containsExactly("input.items");
    assertNothingStored(customer);
  }

  @Test
  void reportsAnUnknownOrder() {
    var answer = client.send("cancelOrder", CommandInputs.cancellation(UNKNOWN_ORDER));

    assertThat(answer.getString("code")).isEqualTo("ORDER_NOT_FOUND");
    assertThat(client.order(UNKNOWN_ORDER, "id")).isNull();
  }

  @Test
  void rejectsAnIdThatIsNotAUuid() {
    var answer = client.send("shipOrder", CommandInputs.shipment("17"));

    assertThat(texts(answer, "violations", "path")).containsExactly("input.orderId");
    assertThat(codeOf("{ order(id: \"17\") { id } }")).isEqualTo("BAD_USER_INPUT");
  }

  @Test
  void rejectsAnEmptyOrOverlongIdempotencyKey() {
    var empty = client.send("cancelOrder", CommandInputs.cancellation(UNKNOWN_ORDER), "");
    var overlong =
        client.send("cancelOrder", CommandInputs.cancellation(UNKNOWN_ORDER), "k".repeat(10_000));

    assertThat(texts(empty, "violations", "path")).containsExactly("idempotencyKey");
    assertThat(texts(overlong, "violations", "path")).containsExactly("idempotencyKey");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page: 0",
        "page: -1",
        "pageSize: 0",
        "page: 2147483647",
      })
  void rejectsPageArgumentsOutOfRange(String argument) {
    var operation = "{ customerOrders(customerId: \"c\", " + argument + ") { total } }";

    var answer = client.execute(operation);

    assertThat(codeOf(operation)).isEqualTo("BAD_USER_INPUT");
    assertThat(answer.getJsonArray("errors").getJsonObject(0).getString("message"))
        .contains(argument.substring(0, argument.indexOf(':')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ customerOrders(customerId: \"c\", pageSize: 101) { total } }",
        "{ orders(first: 101) { totalCount } }",
        "{ orders(last: 101) { totalCount } }",
        "{ orders(first: 2147483647) { totalCount } }",
        "{ deadLetters(first: 101) { totalCount } }"
      })
  void rejectsPageSizesAboveTheLimit(String operation) {
    assertThat(codeOf(operation)).isEqualTo("LIMIT_EXCEEDED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ order(id: true) { id } }",
        "{ customerOrders(customerId: \"c\", page: \"one\") { total } }",
        "{ customerOrders(customerId: \"c\", status: LOST) { total } }",
        "{ customerOrders(customerId: \"c\", page: 99999999999) { total } }",
        "{ order(id: \"x\") { nothing } }",
        "mutation { cancelOrder(input: {orderId: \"x\"}) { __typename } }",
      })
  void rejectsOperationsThatDoNotMatchTheSchema(String operation) {
    assertThat(codeOf(operation)).isEqualTo("GRAPHQL_VALIDATION_FAILED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "\"1e3\"", "\"NaN\"", "\"1,5\"", "\"\"", "[]", "true"})
  void rejectsAmountsThatAreNotDecimalStrings(String amount) {
    var variables = json("{'input':" + anyOrder("c").toString().replace("\"19.90\"", amount) + "}");

    var answer =
        client.execute(
            "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename } }",
            variables);

    assertThat(code(answer)).isEqualTo("BAD_USER_INPUT");
    assertThat(answer.toString()).contains("amount");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "17",
        "{\"query\": 17}",
        "{\"query\": \"{ __typename }\"",
        "\u0000"
      })
  void rejectsMalformedRequestBodies(String body) {
    var response = client.post("application/json", body);

    assertThat(response.statusCode()).isBetween(400, 499);
    assertRevealsNoInternals(response.body());
  }

  @Test
  void rejectsASyntaxError() {
    assertThat(codeOf("{ order(id: ")).isEqualTo("GRAPHQL_PARSE_FAILED");
  }

  private String codeOf(String operation) {
    var response =
        client.post(
            "application/json",
            Json.createObjectBuilder().add("query", operation).build().toString());
    assertThat(response.statusCode()).isLessThan(500);
    assertRevealsNoInternals(response.body());
    return code(client.execute(operation));
  }

  private static String code(JsonObject answer) {
    return answer
        .getJsonArray("errors")
        .getJsonObject(0)
        .getJsonObject("extensions")
        .getString("code");
  }

  private static void assertRevealsNoInternals(String body) {
    assertThat(body)
        .doesNotContain("Exception", "java.", "jakarta.", "graphql.schema", "SELECT ", "ordermill");
  }

  private void assertNothingStored(String customer) {
    try (var connection = stack.database().connect();
        var statement =
            connection.prepareStatement(
                "SELECT count(*) FROM ordering.orders WHERE customer_id = ?")) {
      statement.setString(1, customer);
      try (var rows = statement.executeQuery()) {
        rows.next();
        assertThat(rows.getInt(1)).isZero();
      }
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }
}
