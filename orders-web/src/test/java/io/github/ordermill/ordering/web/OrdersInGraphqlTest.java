package io.github.ordermill.ordering.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import graphql.introspection.IntrospectionQuery;
import io.github.ordermill.ordering.application.LinePart;
import io.github.ordermill.ordering.application.ShippingAddress;
import io.github.ordermill.ordering.application.changing.AddNote;
import io.github.ordermill.ordering.application.changing.CancelOrder;
import io.github.ordermill.ordering.application.changing.CancelOrderLines;
import io.github.ordermill.ordering.application.changing.ChangeQuantity;
import io.github.ordermill.ordering.application.changing.ChangeShippingAddress;
import io.github.ordermill.ordering.application.changing.ConfirmOrder;
import io.github.ordermill.ordering.application.fulfilling.RecordDelivery;
import io.github.ordermill.ordering.application.fulfilling.ShipOrder;
import io.github.ordermill.ordering.application.listing.ListCustomerOrders;
import io.github.ordermill.ordering.application.parts.GetOrderHistories;
import io.github.ordermill.ordering.application.reading.GetOrder;
import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.CommandContext;
import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.application.validation.InvalidArguments;
import io.github.ordermill.shared.application.validation.Violation;
import io.github.ordermill.shared.web.graphql.EngineRequests;
import io.github.ordermill.shared.web.graphql.schema.JsonText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersInGraphqlTest {

  private static final String ID = FakeBuses.ORDER.toString();

  private static final String EVERY_FIELD =
      """
      { order(id: "%s") {
          id number customerId reference status version
          lines { number productId name quantity shippedQuantity cancelledQuantity
                  price { amount currency } total { amount currency } }
          total { amount currency }
          shippingAddress { name street city region postalCode country }
          shipments { number carrier trackingNumber lines { line quantity } shippedAt deliveredAt }
          notes { text author writtenAt }
          placedAt confirmedAt shippedAt deliveredAt cancelledAt cancellationReason allowedActions
          history { id orderId version type occurredAt actor correlationId data order { id } } } }
      """
          .formatted(ID);

  private static final String PLACE =
      """
      mutation ($input: PlaceOrderInput!, $key: String) {
        placeOrder(input: $input, idempotencyKey: $key) {
          __typename
          ... on CommandAccepted { orderId version consistencyToken }
          ... on Refusal { code message }
          ... on InvalidInput { violations { path message } }
          ... on OrderNotFound { orderId }
          ... on RuleBroken { rule }
          ... on VersionConflict { expectedVersion actualVersion }
          ... on IdempotencyConflict { idempotencyKey } } }
      """;

  private final FakeBuses buses = new FakeBuses();
  private final EngineRequests requests =
      EngineRequests.inDevelopment(
          new OrderMutations(EngineRequests.sender(buses.commands()), EngineRequests.tokens()),
          new OrderQueries(buses.queries(), EngineRequests.reads(new FakeViewVersionFeed(), 0)),
          new OrderFields(buses.queries()));

  @Test
  void answersEveryFieldOfAnOrder() {
    var response = requests.execute(EVERY_FIELD);

    assertThat(response).doesNotContainKey("errors");
    assertThat(at(response, "data", "order"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("id", ID)
        .containsEntry("status", "SHIPPED")
        .containsEntry("version", 2)
        .containsEntry("total", Map.of("amount", "19.90", "currency", "EUR"))
        .containsEntry("placedAt", "2026-11-22T20:56:30.501Z")
        .containsEntry("confirmedAt", null)
        .containsEntry("allowedActions", List.of("ADD_NOTE"));
    assertThat(at(response, "data", "order", "history", 0, "data"))
        .isEqualTo(new JsonText("{\"amount\":19.90,\"lines\":[{\"line\":1}],\"note\":null}"));
    assertThat(at(response, "data", "order", "history", 1, "order", "id")).isEqualTo(ID);
  }

  @Test
  void batchesHistoriesAndReadsEachOrderOfAnEventOnce() {
    var response =
        requests.execute(
            "{ customerOrders(customerId: \"ada\") { items { history { order { id } } } } }");

    assertThat(response).doesNotContainKey("errors");
    assertThat(buses.asked)
        .containsExactlyInAnyOrder(
            new ListCustomerOrders("ada", null, 1, 20, Set.of()),
            new GetOrderHistories(
                Set.of(
                    new OrderVersion(FakeBuses.ORDER, 2),
                    new OrderVersion(FakeBuses.OTHER_ORDER, 2))),
            new GetOrder(FakeBuses.ORDER.toString()),
            new GetOrder(FakeBuses.OTHER_ORDER.toString()));
  }

  @Test
  void readsNoHistoryNotesOrShipmentsUnlessSelected() {
    requests.execute("{ customerOrders(customerId: \"ada\") { total items { id } } }");

    assertThat(buses.asked).hasSize(1);
  }

  @Test
  void answersNullForAnOrderThatTheViewDoesNotKnow() {
    var response = requests.execute("{ orderByNumber(number: \"ORD-2\") { id } }");

    assertThat(response).doesNotContainKey("errors");
    assertThat(at(response, "data", "orderByNumber")).isNull();
  }

  @Test
  void passesThePageAndTreatsNullAsTheDefault() {
    requests.execute(
        "{ customerOrders(customerId: \"ada\", status: PLACED, page: 3, pageSize: null) { page } }");

    assertThat(buses.asked)
        .containsExactly(new ListCustomerOrders("ada", OrderView.Status.PLACED, 3, 20, Set.of()));
  }

  @Test
  void convertsTheInputOfPlaceOrderToItsCommand() {
    var response = place(anyInput(), "key 1");

    assertThat(response).doesNotContainKey("errors");
    assertThat(at(response, "data", "placeOrder"))
        .isEqualTo(
            Map.of(
                "__typename",
                "CommandAccepted",
                "orderId",
                ID,
                "version",
                1,
                "consistencyToken",
                EngineRequests.token(FakeBuses.ORDER, 1)));
    assertThat(buses.sent)
        .containsExactly(
            CommandFixtures.placeOrder("ada", "PO", CommandFixtures.item("beans", 2, "19.90")));
    assertThat(buses.contexts)
        .extracting(
            CommandContext::actor, CommandContext::correlationId, CommandContext::idempotencyKey)
        .containsExactly(tuple("anonymous", "test", "key 1"));
  }

  @Test
  void convertsEveryOtherInputToItsCommand() {
    requests.execute(
        """
        mutation {
          confirmOrder(input: {orderId: "a"}) { __typename }
          cancelOrder(input: {orderId: "a", reason: "b", expectedVersion: 3}) { __typename }
          cancelOrderLines(
            input: {orderId: "a", lines: [{line: 2, quantity: 3}], reason: "b"}) { __typename }
          changeQuantity(input: {orderId: "a", line: 4, quantity: 5}) { __typename }
          changeShippingAddress(input: {orderId: "a", shippingAddress: {
            name: "Ada", street: "Street 1", city: "Berlin", country: "DE"}}) { __typename }
          shipOrder(input: {orderId: "a", carrier: "c", trackingNumber: "t"}) { __typename }
          partly: shipOrder(input: {orderId: "a", carrier: "c", trackingNumber: "t",
            lines: [{line: 1, quantity: 2}]}) { __typename }
          recordDelivery(input: {orderId: "a"}) { __typename }
          ofOne: recordDelivery(input: {orderId: "a", shipment: 6}) { __typename }
          addNote(input: {orderId: "a", text: "n", expectedVersion: 7}) { __typename }
        }
        """);

    assertThat(buses.sent)
        .containsExactly(
            new ConfirmOrder("a", null),
            new CancelOrder("a", "b", 3),
            new CancelOrderLines("a", List.of(new LinePart(2, 3)), "b", null),
            new ChangeQuantity("a", 4, 5, null),
            new ChangeShippingAddress(
                "a", new ShippingAddress("Ada", "Street 1", "Berlin", null, null, "DE"), null),
            new ShipOrder("a", "c", "t", null, null),
            new ShipOrder("a", "c", "t", List.of(new LinePart(1, 2)), null),
            new RecordDelivery("a", null, null),
            new RecordDelivery("a", 6, null),
            new AddNote("a", "n", 7));
  }

  @Test
  void answersEachRefusalWithItsTypeAndCode() {
    assertThat(refusal(new CommandResult.NotFound(FakeBuses.ORDER)))
        .containsEntry("__typename", "OrderNotFound")
        .containsEntry("code", "ORDER_NOT_FOUND")
        .containsEntry("orderId", ID);
    assertThat(refusal(new CommandResult.RuleBroken("AN_ORDER_IS_PLACED_ONCE", "Once")))
        .containsEntry("__typename", "RuleBroken")
        .containsEntry("code", "RULE_BROKEN")
        .containsEntry("message", "Once")
        .containsEntry("rule", "AN_ORDER_IS_PLACED_ONCE");
    assertThat(refusal(new CommandResult.VersionConflict(3, 4)))
        .containsEntry("__typename", "VersionConflict")
        .containsEntry("code", "VERSION_CONFLICT")
        .containsEntry("expectedVersion", 3)
        .containsEntry("actualVersion", 4);
    assertThat(refusal(new CommandResult.IdempotencyConflict("key")))
        .containsEntry("__typename", "IdempotencyConflict")
        .containsEntry("code", "IDEMPOTENCY_CONFLICT")
        .containsEntry("idempotencyKey", "key");
    assertThat(
            refusal(
                new CommandResult.InvalidInput(
                    List.of(new Violation("items[0].quantity", "must be 1 or more")))))
        .containsEntry("__typename", "InvalidInput")
        .containsEntry("code", "INVALID_INPUT")
        .containsEntry("message", "input.items[0].quantity must be 1 or more")
        .containsEntry(
            "violations",
            List.of(Map.of("path", "input.items[0].quantity", "message", "must be 1 or more")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\u0000", "\ud800", "a\nb"})
  void refusesKeysThatAreNotPrintable(String key) {
    assertThat(at(place(anyInput(), key), "data", "placeOrder", "violations", 0, "path"))
        .isEqualTo("idempotencyKey");
    assertThat(buses.sent).isEmpty();
  }

  @Test
  void refusesKeysThatAreTooLong() {
    assertThat(at(place(anyInput(), "k".repeat(201)), "data", "placeOrder", "__typename"))
        .isEqualTo("InvalidInput");
    assertThat(at(place(anyInput(), "k".repeat(200)), "data", "placeOrder", "__typename"))
        .isEqualTo("CommandAccepted");
  }

  @Test
  void reportsEveryInvalidVariableWithItsPath() {
    var input = anyInput();
    input.put("items", List.of(Map.of("quantity", "2", "price", Map.of("amount", 1.5))));
    input.put("customerId", null);
    input.put("nonsense", true);

    var response = place(input, null);

    assertThat(response).doesNotContainKey("data");
    assertThat(code(response)).isEqualTo("BAD_USER_INPUT");
    assertThat(violationPaths(response))
        .containsExactlyInAnyOrder(
            "input",
            "input.customerId",
            "input.items[0].productId",
            "input.items[0].quantity",
            "input.items[0].price.amount",
            "input.items[0].price.currency");
    assertShowsNothingOfTheInside(response);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ order }",
        "{ order { id } }",
        "{ order(id: 1.5) { id } }",
        "{ order(id: null) { id } }",
        "{ order(id: {a: 1}) { id } }",
        "{ nothing }",
        "{ order(id: \"a\") { id { b } } }",
        "{ order(id: \"a\", of: 1) { id } }",
        "{ ordr(id: \"a\") { id } }",
        "{ customerOrders(customerId: \"a\", status: LOST) { total } }",
        "{ customerOrders(customerId: \"a\", status: \"PLACED\") { total } }",
        "{ customerOrders(customerId: \"a\", page: \"1\") { total } }",
        "{ customerOrders(customerId: \"a\", page: 99999999999) { total } }",
        "{ customerOrders(customerId: \"a\", page: 1.5) { total } }",
        "mutation { placeOrder(input: {}) { __typename } }",
        "mutation { placeOrder(input: 1) { __typename } }",
        "mutation { cancelOrder(input: {orderId: 1, reason: 2, at: 3}) { __typename } }",
        "mutation { placeOrder(input: {customerId: 1, items: [{productId: 1, quantity: 1,"
            + " price: {amount: 1.5, currency: \"EUR\"}}], shippingAddress: {name: \"a\","
            + " street: \"b\", city: \"c\", country: \"DE\"}}) { __typename } }",
        "query ($a: Order) { order(id: $a) { id } }",
        "query ($a: Int) { order(id: $a) { id } }",
        "query ($a: Nothing) { order(id: $a) { id } }",
        "query ($a: Int = \"b\") { customerOrders(customerId: 1, page: $a) { total } }",
        "query ($a: ID!, $a: ID!) { order(id: $a) { id } }",
        "{ order(id: $a) { id } }",
        "{ a: order(id: 1) { id } a: order(id: 2) { id } }",
        "{ order(id: 1) @nothing { id } }",
        "{ order(id: 1) @include { id } }",
        "{ ...F }",
        "{ ...F } fragment F on Query { ...F }",
        "{ ...F } fragment F on Nothing { id }",
        "{ order(id: 1) { ... on Money { amount } } }",
        "{ order(id: 1) { id } } fragment F on Order { id }",
        "{ order(id: 1) { id } } query Q { order(id: 1) { id } }",
        "type A { b: Int }",
        "subscription { orderEvents { id } }",
        "{ __type(name: 1) { name } }",
      })
  void refusesDocumentsThatAreInvalidForTheSchema(String query) {
    var response = requests.execute(query);

    assertThat(response).doesNotContainKey("data");
    assertThat(code(response)).isEqualTo("GRAPHQL_VALIDATION_FAILED");
    assertShowsNothingOfTheInside(response);
    assertThat(buses.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "{ order(id: \"a) }",
        "nonsense",
        "{ a }}",
        "{ a(b: \"\\uD800\") }",
        "{ a(b: \"\\u{110000}\") }",
        "{ a(b: \"\\x\") }",
        "query query query",
        "\u0000",
        "{ a # }"
      })
  void refusesSyntaxErrors(String query) {
    var response = requests.execute(query);

    assertThat(response).doesNotContainKey("data");
    assertThat(code(response)).isEqualTo("GRAPHQL_PARSE_FAILED");
    assertShowsNothingOfTheInside(response);
  }

  @Test
  void answersTheIntrospectionQueriesOfTools() {
    assertThat(requests.execute(IntrospectionQuery.INTROSPECTION_QUERY))
        .doesNotContainKey("errors");
    assertThat(requests.execute(introspection(9))).doesNotContainKey("errors");
  }

  @Test
  void refusesIntrospectionInProduction() {
    var production =
        EngineRequests.inProduction(
            new OrderMutations(EngineRequests.sender(buses.commands()), EngineRequests.tokens()),
            new OrderQueries(buses.queries(), EngineRequests.reads(new FakeViewVersionFeed(), 0)),
            new OrderFields(buses.queries()));

    for (var query :
        List.of(
            "{ __schema { types { name } } }",
            "{ a: __type(name: \"Order\") { name } }",
            "{ ... on Query { ... { __type(name: \"Order\") { name } } } }",
            "{ ...F } fragment F on Query { __schema { types { name } } }")) {
      assertThat(code(production.execute(query))).isEqualTo("GRAPHQL_VALIDATION_FAILED");
    }
    assertThat(production.execute("{ __typename }"))
        .containsEntry("data", Map.of("__typename", "Query"));
  }

  @Test
  void refusesMoreThanItsLimits() {
    var tooMuch =
        List.of(
            deep(13),
            deep(500),
            "{ " + repeated(101, "a%d: __typename ") + "}",
            "{ " + repeated(51, "__typename ") + "}",
            "{ order(id: 1) { " + repeated(400, "id ") + "} }",
            "{ __typename " + repeated(51, "@skip(if: false) ") + "}",
            "{ ...F0 } "
                + repeated(90, "fragment F%1$d on Query { ...F%2$d ...F%2$d } ")
                + "fragment F90 on Query { __typename }",
            repeated(101, "fragment F%d on Query { __typename } ") + "{ __typename }",
            "{ " + repeated(16_000, "a ") + "}",
            "#" + " ".repeat(100_000) + "\n{ __typename }",
            "{ customerOrders(customerId: 1, page: " + "9".repeat(90_000) + ") { total } }",
            "{ customerOrders(customerId: 1, page: -" + "9".repeat(101) + ") { total } }",
            introspection(30));

    for (var query : tooMuch) {
      var response = requests.execute(query);
      assertThat(response).doesNotContainKey("data");
      assertThat(code(response)).as(query).isEqualTo("LIMIT_EXCEEDED");
      assertShowsNothingOfTheInside(response);
    }
    assertThat(code(requests.execute(deep(12)))).isEqualTo("GRAPHQL_VALIDATION_FAILED");
  }

  @Test
  void namesTheInvalidArgumentOfAQuery() {
    buses.answers =
        query -> {
          throw new InvalidArguments(List.of(new Violation("pageSize", "must be 1 or more")));
        };

    var response = requests.execute("{ customerOrders(customerId: \"a\", pageSize: 0) { total } }");

    assertThat(code(response)).isEqualTo("BAD_USER_INPUT");
    assertThat(at(response, "errors", 0, "message")).isEqualTo("pageSize must be 1 or more");
    assertThat(at(response, "errors", 0, "path")).isEqualTo(List.of("customerOrders"));
    assertThat(violationPaths(response)).containsExactly("pageSize");
  }

  @Test
  void answersUnavailableDuringADatabaseOutage() {
    buses.answers =
        query -> {
          throw new Unavailable(new IllegalStateException("jdbc:postgresql:secret"));
        };

    var response = requests.execute("{ order(id: \"a\") { id } }");

    assertThat(code(response)).isEqualTo("UNAVAILABLE");
    assertShowsNothingOfTheInside(response);
  }

  @Test
  void showsOnlyTheReferenceOfAnInternalError() {
    buses.answers =
        query -> {
          if (query instanceof GetOrderHistories) {
            throw new IllegalStateException("SELECT secret");
          }
          return FakeBuses.answer(query);
        };

    var response =
        requests.execute("{ customerOrders(customerId: \"ada\") { items { history { id } } } }");

    assertThat(code(response)).isEqualTo("INTERNAL");
    assertThat(at(response, "errors", 0, "extensions", "reference")).isNotNull();
    assertShowsNothingOfTheInside(response);
  }

  @Test
  void masksValuesThatAreInvalidForTheSchema() {
    buses.answers = query -> Optional.of(FakeBuses.orderWithoutRequiredFields(FakeBuses.ORDER));

    for (var field : List.of("number", "status", "lines { number }")) {
      var response = requests.execute("{ order(id: \"a\") { " + field + " } }");
      assertThat(code(response)).as(field).isEqualTo("INTERNAL");
      assertShowsNothingOfTheInside(response);
    }
  }

  private Map<String, Object> place(Map<String, Object> input, String key) {
    var variables = new HashMap<String, Object>();
    variables.put("input", input);
    variables.put("key", key);
    return requests.execute(PLACE, variables);
  }

  @SuppressWarnings("unchecked") // keys of JSON objects are strings
  private Map<String, Object> refusal(CommandResult result) {
    buses.result = result;
    return (Map<String, Object>) at(place(anyInput(), null), "data", "placeOrder");
  }

  private static Map<String, Object> anyInput() {
    var input = new HashMap<String, Object>();
    input.put("customerId", "ada");
    input.put("reference", "PO");
    input.put(
        "items",
        List.of(
            Map.of(
                "productId",
                "beans",
                "quantity",
                2,
                "price",
                Map.of("amount", "19.90", "currency", "EUR"))));
    input.put(
        "shippingAddress",
        Map.of("name", "Ada", "street", "Street 1", "city", "Berlin", "country", "DE"));
    return input;
  }

  /** The introspection query of graphql-js, with a depth of type wrappers. */
  private static String introspection(int wrapped) {
    var type = "kind name" + " ofType { kind name".repeat(wrapped) + " }".repeat(wrapped);
    return "{ __schema { types { fields(includeDeprecated: true) { args { type { "
        + type
        + " } } } } } }";
  }

  private static String deep(int levels) {
    return "{ a ".repeat(levels) + "}".repeat(levels);
  }

  private static String repeated(int times, String text) {
    return IntStream.range(0, times)
        .mapToObj(i -> String.format(text, i, i + 1))
        .collect(Collectors.joining());
  }

  private static Object code(Map<String, Object> response) {
    return at(response, "errors", 0, "extensions", "code");
  }

  private static List<Object> violationPaths(Map<String, Object> response) {
    return ((List<?>) at(response, "errors", 0, "extensions", "violations"))
        .stream().<Object>map(violation -> ((Map<?, ?>) violation).get("path")).toList();
  }

  static Object at(Object json, Object... path) {
    for (var step : path) {
      json =
          step instanceof Integer index
              ? ((List<?>) json).get(index)
              : ((Map<?, ?>) json).get(step);
    }
    return json;
  }

  private static void assertShowsNothingOfTheInside(Map<String, Object> response) {
    assertThat(response.get("errors").toString())
        .doesNotContain(
            "java",
            "graphql.",
            "ordermill",
            "Exception",
            "Value{",
            "Field{",
            "secret",
            "SELECT",
            "BigDecimal",
            "BigInteger",
            "HashMap",
            "ArrayList",
            "Validation error",
            "ANTLR");
  }
}
