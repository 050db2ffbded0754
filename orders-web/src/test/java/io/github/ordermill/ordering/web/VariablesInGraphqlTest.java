package io.github.ordermill.ordering.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.listing.OrderSort;
import io.github.ordermill.ordering.application.listing.OrderSort.Direction;
import io.github.ordermill.ordering.application.reading.GetOrderByNumber;
import io.github.ordermill.shared.application.paging.CursorPage;
import io.github.ordermill.shared.web.graphql.EngineRequests;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables of a wrong kind, and variables that are null where null is not allowed. */
class VariablesInGraphqlTest {

  private static final String ADD_NOTE =
      "mutation ($input: AddNoteInput!) { addNote(input: $input) { __typename } }";

  private final FakeBuses buses = new FakeBuses();
  private final EngineRequests requests =
      EngineRequests.inDevelopment(
          new OrderMutations(EngineRequests.sender(buses.commands()), EngineRequests.tokens()),
          new OrderQueries(buses.queries(), EngineRequests.reads(new FakeViewVersionFeed(), 0)),
          new OrderFields(buses.queries()));

  static Stream<Object> valuesThatAreNoId() {
    return Stream.of(
        Map.of("a", 1),
        Map.of(),
        List.of("x"),
        List.of(),
        new BigDecimal("1.5"),
        new BigDecimal("1.0"),
        true);
  }

  static Stream<Object> valuesThatAreNoString() {
    return Stream.concat(valuesThatAreNoId(), Stream.of(1, new BigInteger("9".repeat(20))));
  }

  @ParameterizedTest
  @MethodSource("valuesThatAreNoId")
  void refusesAnIdThatIsNeitherAStringNorAWholeNumber(Object value) {
    assertThat(violation("query ($v: ID!) { order(id: $v) { id } }", Map.of("v", value)))
        .isEqualTo(Map.of("path", "v", "message", "must be a string or a whole number"));
    assertThat(
            violation(
                ADD_NOTE, Map.of("input", Map.of("orderId", value, "text", "from the counter"))))
        .containsEntry("path", "input.orderId");
    assertThat(
            violation(
                "mutation ($i: [OrderItemInput!]!) { placeOrder(input: {customerId: 1, items: $i,"
                    + " shippingAddress: {name: \"n\", street: \"s\", city: \"c\", country:"
                    + " \"DE\"}}) { __typename } }",
                Map.of("i", List.of(Map.of("productId", value, "quantity", 1, "price", price())))))
        .containsEntry("path", "i[0].productId");
    assertThat(buses.sent).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("valuesThatAreNoString")
  void refusesAStringThatIsNone(Object value) {
    assertThat(
            violation(
                "query ($v: String!) { orderByNumber(number: $v) { id } }", Map.of("v", value)))
        .isEqualTo(Map.of("path", "v", "message", "must be a string"));
    assertThat(violation(ADD_NOTE, Map.of("input", Map.of("orderId", "a", "text", value))))
        .containsEntry("path", "input.text");
    assertThat(buses.sent).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{a: 1}", "[\"x\"]", "[]", "1.5", "true", "NAME"})
  void refusesLiteralsOfTheSameKinds(String literal) {
    for (var document :
        List.of(
            "{ order(id: %s) { id } }",
            "query ($v: ID = %s) { order(id: $v) { id } }",
            "{ orderByNumber(number: %s) { id } }",
            "query ($v: String = %s) { orderByNumber(number: $v) { id } }",
            "mutation { addNote(input: {orderId: %s, text: \"t\"}) { __typename } }",
            "mutation { addNote(input: {orderId: 1, text: %s}) { __typename } }")) {
      assertThat(code(requests.execute(document.formatted(literal), Map.of())))
          .as(document)
          .isEqualTo("GRAPHQL_VALIDATION_FAILED");
    }
    assertThat(buses.sent).isEmpty();
  }

  @Test
  void takesAWholeNumberAsAnId() {
    for (Number id : List.of(7, 7L, BigInteger.valueOf(7))) {
      assertThat(
              requests.execute(
                  "query ($v: ID!) { customerOrders(customerId: $v) { total } }", Map.of("v", id)))
          .doesNotContainKey("errors");
    }
    assertThat(buses.asked).hasSize(3).allMatch(query -> query.toString().contains("customerId=7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query ($v: ID = \"x\") { order(id: $v) { id } }",
        "query ($v: String = \"x\") { orderByNumber(number: $v) { id } }",
        "query ($v: ID = \"x\") { ...F } fragment F on Query { order(id: $v) { id } }",
        "query ($v: ID = \"x\") { ... { order(id: $v) { id } } }",
        "query ($v: OrderSortField = NUMBER) { orders(orderBy: {field: $v}) { totalCount } }",
        "query ($v: OrderSortField) { orders(orderBy: {field: $v}) { totalCount } }",
        "query ($v: OrderStatus = PLACED) { orders(filter: {statuses: [$v]}) { totalCount } }",
        "query ($v: Boolean = true) { order(id: 1) @include(if: $v) { id } }",
        "query ($v: Boolean = true) { order(id: 1) { ... @skip(if: $v) { id } } }",
        "query ($v: Boolean = true) { order(id: 1) { ...F @skip(if: $v) } }"
            + " fragment F on Order { id }",
        "query ($v: String = \"Order\") { __type(name: $v) { name } }",
        "query ($v: Boolean) { __type(name: \"Order\") {"
            + " fields(includeDeprecated: $v) { name } } }",
        "mutation ($v: String = \"x\") { addNote(input: {orderId: 1, text: $v}) { __typename } }",
        "mutation ($v: AddNoteInput = {orderId: 1, text: \"t\"}) {"
            + " addNote(input: $v) { __typename } }",
        "mutation ($v: LineQuantityInput = {line: 1, quantity: 1}) {"
            + " shipOrder(input: {orderId: 1, carrier: \"c\", trackingNumber: \"t\", lines: [$v]})"
            + " { __typename } }",
        "mutation ($v: Int = 1) { cancelOrderLines(input: {orderId: 1, reason: \"r\","
            + " lines: [{line: 1, quantity: $v}]}) { __typename } }",
        "mutation ($v: Int = 1) { cancelOrderLines(input: {orderId: 1, reason: \"r\","
            + " lines: {line: 1, quantity: $v}}) { __typename } }",
        "subscription ($v: ID = \"x\") { orderEvents(orderId: $v) { id } }",
      })
  void refusesAVariableThatIsNullWhereNullIsNotAllowed(String document) {
    assertThat(violation(document, Collections.singletonMap("v", null)))
        .isEqualTo(Map.of("path", "v", "message", "must not be null"));
    assertThat(buses.sent).isEmpty();
    assertThat(buses.asked).isEmpty();
  }

  @Test
  void usesTheDefaultOfAVariableThatIsNotGiven() {
    assertThat(
            requests.execute(
                "query ($v: String = \"O-1\") { orderByNumber(number: $v) { id } }", Map.of()))
        .doesNotContainKey("errors");
    assertThat(buses.asked).containsExactly(new GetOrderByNumber("O-1", Set.of()));
  }

  @Test
  void usesTheDefaultOfAFieldWhoseVariableIsNotGiven() {
    buses.answers = query -> CursorPage.of(List.of(), 20, false);

    assertThat(
            requests.execute(
                "query ($v: OrderSortField) {"
                    + " orders(orderBy: {field: $v, direction: ASC}) { edges { cursor } } }",
                Map.of()))
        .doesNotContainKey("errors");
    assertThat(buses.asked)
        .extracting(query -> ((ListOrders) query).orderBy())
        .containsExactly(new OrderSort(OrderSort.Field.PLACED_AT, Direction.ASC));
  }

  @Test
  void takesNullWhereItIsAllowed() {
    var nothing = new HashMap<String, Object>();
    nothing.put("page", null);
    nothing.put("status", null);

    assertThat(
            requests.execute(
                "query ($page: Int = 3, $status: OrderStatus) {"
                    + " customerOrders(customerId: 1, page: $page, status: $status) { page } }",
                nothing))
        .isEqualTo(Map.of("data", Map.of("customerOrders", Map.of("page", 1))));
  }

  @SuppressWarnings("unchecked") // keys of JSON objects are strings
  private Map<String, Object> violation(String document, Map<String, Object> variables) {
    var response = requests.execute(document, variables);
    assertThat(response).as(document).doesNotContainKey("data");
    assertThat(code(response)).as(document).isEqualTo("BAD_USER_INPUT");
    var violations = (List<?>) extensions(response).get("violations");
    assertThat(violations).hasSize(1);
    return (Map<String, Object>) violations.get(0);
  }

  private static Object code(Map<String, Object> response) {
    return extensions(response).get("code");
  }

  private static Map<?, ?> extensions(Map<String, Object> response) {
    assertThat(response).containsKey("errors");
    return (Map<?, ?>) ((Map<?, ?>) ((List<?>) response.get("errors")).get(0)).get("extensions");
  }

  private static Map<String, Object> price() {
    return Map.of("amount", "1.00", "currency", "EUR");
  }
}
