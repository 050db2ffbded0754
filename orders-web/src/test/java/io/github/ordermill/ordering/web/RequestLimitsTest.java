package io.github.ordermill.ordering.web;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.introspection.IntrospectionQuery;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.application.Deadline;
import io.github.ordermill.shared.application.DeadlineExceeded;
import io.github.ordermill.shared.web.graphql.EngineRequests;
import io.github.ordermill.shared.web.graphql.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests beyond a limit are refused before execution, with an error that names the limit. */
class RequestLimitsTest {

  private static final String EVERYTHING =
      """
      id number customerId reference status version
      lines { number productId name quantity shippedQuantity cancelledQuantity
              price { amount currency } total { amount currency } }
      total { amount currency }
      shippingAddress { name street city region postalCode country }
      shipments { number carrier trackingNumber lines { line quantity } shippedAt deliveredAt }
      notes { text author writtenAt }
      placedAt confirmedAt shippedAt deliveredAt cancelledAt cancellationReason allowedActions
      history { id orderId version type occurredAt actor correlationId data }
      """;

  private final FakeBuses buses = new FakeBuses();
  private final EngineRequests requests = with(Map.of());

  private EngineRequests with(Map<String, String> settings) {
    return EngineRequests.with(
        settings,
        new OrderMutations(EngineRequests.sender(buses.commands()), EngineRequests.tokens()),
        new OrderQueries(buses.queries(), EngineRequests.reads(new FakeViewVersionFeed(), 0)),
        new OrderFields(buses.queries()));
  }

  static Stream<Arguments> floods() {
    return Stream.of(
        flood("depth", 12, 50, "{ a " + "{ a ".repeat(49) + "}".repeat(50)),
        flood("aliases", 100, 1_000, "{ order(id: 1) { " + numbered(1_000, "a%d: id ") + "} }"),
        flood("rootFields", 50, 1_000, "{ " + numbered(1_000, "a%d: __typename ") + "}"),
        flood("fields", 400, 501, "{ order(id: 1) { " + "id ".repeat(500) + "} }"),
        flood("directives", 50, 7_000, "{ __typename " + "@a ".repeat(7_000) + "}"),
        flood("tokens", 15_000, 15_001, "{ __typename " + "@a ".repeat(10_000) + "}"),
        flood("directivesAtOnePlace", 5, 10, "query cop { __typename " + "@aa".repeat(10) + " }"),
        flood("directivesAtOnePlace", 5, 6, "query ($a: Int " + "@a ".repeat(6) + ") { a(b: $a) }"),
        flood("tokens", 15_000, 15_001, "{ " + "a ".repeat(40_000) + "}"),
        flood("characters", 100_000, 1_000_015, "{ __typename }#" + "x".repeat(1_000_000)),
        flood(
            "operations",
            20,
            1_000,
            numbered(1_000, "query Q%d { ...F } ") + "fragment F on Query { a }"),
        flood("fragments", 100, 1_000, numbered(1_000, "fragment F%d on Query { a } ") + "{ a }"),
        flood(
            "introspectionDepth",
            20,
            33,
            "{ __schema { types " + "{ ofType ".repeat(30) + "{ a }" + "}".repeat(31) + "}"),
        flood(
            "introspection",
            1,
            2,
            "{ __schema { types { fields { type { fields { name } } } } } }"),
        flood("numberLength", 100, 101, "{ order(id: " + "9".repeat(90_000) + ") { id } }"),
        flood("nesting", 500, 501, "{ a(b: " + "[".repeat(5_000) + "]".repeat(5_000) + ") }"),
        flood("pageSize", 100, Integer.MAX_VALUE, page("pageSize: 2147483647", "id")));
  }

  private static Arguments flood(String name, int limit, int value, String query) {
    return Arguments.of(name, limit, value, query);
  }

  @ParameterizedTest
  @MethodSource("floods")
  void refusesExcessiveDocumentsBeforeExecution(String name, int limit, int value, String query) {
    var errors = errors(requests.execute(query));

    assertThat(errors)
        .contains(Map.of("code", "LIMIT_EXCEEDED", "name", name, "limit", limit, "value", value));
    assertThat(buses.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
        "{ ...A } fragment A on Query { ...A ...A ...A }",
        "{ order(id: 1) { ...A } } fragment A on Order { history { order { ...A } } }"
      })
  void refusesFragmentCycles(String query) {
    assertThat(errors(requests.execute(query)))
        .extracting(error -> error.get("code"))
        .containsOnly("GRAPHQL_VALIDATION_FAILED");
    assertThat(buses.asked).isEmpty();
  }

  @Test
  void refusesFragmentsThatGrowExponentially() {
    var doubling =
        "{ ...F0 } "
            + numbered(60, "fragment F%1$d on Query { ...F%2$d ...F%2$d } ")
            + "fragment F60 on Query { __typename }";

    assertThat(errors(requests.execute(doubling)))
        .contains(
            Map.of(
                "code",
                "LIMIT_EXCEEDED",
                "name",
                "fields",
                "limit",
                400,
                "value",
                Integer.MAX_VALUE));
  }

  @Test
  void allowsAPageOfAHundredCompleteOrders() {
    assertThat(requests.execute(page("pageSize: 100", EVERYTHING))).doesNotContainKey("errors");
  }

  @Test
  void allowsTheQueriesOfToolsAndExamples() throws IOException {
    assertThat(requests.execute(IntrospectionQuery.INTROSPECTION_QUERY))
        .doesNotContainKey("errors");
    var folder = Path.of("src", "main", "resources", "graphql", "examples");
    try (var files = Files.list(folder)) {
      for (var file : files.filter(it -> it.toString().endsWith(".graphql")).toList()) {
        var variables =
            file.resolveSibling(file.getFileName().toString().replace(".graphql", ".json"));
        @SuppressWarnings("unchecked") // keys of JSON objects are strings
        var values = (Map<String, Object>) Json.readOwn(Files.readString(variables));
        assertThat(requests.execute(Files.readString(file), values).toString())
            .as(file.toString())
            .doesNotContain("LIMIT_EXCEEDED");
      }
    }
  }

  @Test
  void refusesDeeplyNestedLists() {
    var query = page("pageSize: 100", "history { order { history { id } } }");

    var error = errors(requests.execute(query)).get(0);

    assertThat(error)
        .containsEntry("name", "complexity")
        .containsEntry("limit", 100_000)
        .containsEntry("value", 50 + 1 + 100 * (50 + 10 * (50 + 50 + 10)));
    assertThat(buses.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query ($size: Int) { customerOrders(customerId: 1, pageSize: $size) { items { id } } }",
        "query ($size: Int = 5) { customerOrders(customerId: 1, pageSize: $size) { items { id } } }",
        "query ($size: Int!) { customerOrders(customerId: 1, pageSize: $size) { ...P } }"
            + " fragment P on OrderPage { ... { items { id } } }"
      })
  void countsPagesWhoseSizeIsAVariable(String query) {
    var strict = with(Map.of("ORDERS_LIMIT_COMPLEXITY", "140"));

    assertThat(errors(strict.execute(query, Map.of("size", 100))).get(0))
        .containsEntry("value", 50 + 1 + 100);
    assertThat(strict.execute(query, Map.of("size", 89))).doesNotContainKey("errors");
  }

  @Test
  void countsPagesByTheirDefaultSize() {
    var strict = with(Map.of("ORDERS_LIMIT_COMPLEXITY", "100"));

    assertThat(cost(strict, "{ customerOrders(customerId: 1) { items { id version status } } }"))
        .isEqualTo(50 + 1 + 20 * 3);
    assertThat(
            cost(
                strict,
                "query ($s: Int = 60) { customerOrders(customerId: 1, pageSize: $s) { items { id } } }"))
        .isEqualTo(50 + 1 + 60);
    assertThat(cost(strict, page("pageSize: null", "id version status")))
        .isEqualTo(50 + 1 + 20 * 3);
    assertThat(cost(strict, "{ a: order(id: 1) { id } b: order(id: 1) { id } }"))
        .isEqualTo(2 * (50 + 1));
    assertThat(
            cost(
                strict,
                "{ order(id: 1) { lines { number price { amount } total { amount } } notes { text } } }"))
        .isEqualTo(50 + 1 + 10 * 5 + 1 + 10);
  }

  @Test
  void refusesPagesLargerThanAllowed() {
    var query = "query ($n: Int) { customerOrders(customerId: 1, pageSize: $n) { total } }";

    assertThat(errors(requests.execute(query, Map.of("n", 101))))
        .containsExactly(
            Map.of("code", "LIMIT_EXCEEDED", "name", "pageSize", "limit", 100, "value", 101));
    assertThat(requests.execute(query, Map.of("n", 100))).doesNotContainKey("errors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"first: 100", "last: 100", "first: 1, last: 100"})
  void countsConnectionsAsPages(String size) {
    var strict = with(Map.of("ORDERS_LIMIT_COMPLEXITY", "300"));

    assertThat(
            cost(
                strict,
                "{ orders("
                    + size
                    + ") { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }"))
        .isEqualTo(50 + 1 + 100 * (1 + 1 + 1) + 1 + 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"first: 101", "last: 101", "first: 1, last: 101"})
  void refusesConnectionsLargerThanAllowed(String size) {
    assertThat(errors(requests.execute("{ orders(" + size + ") { totalCount } }")).get(0))
        .containsEntry("name", "pageSize")
        .containsEntry("value", 101);
  }

  @Test
  void refusesTooManyVariables() {
    var variables =
        IntStream.range(0, 101).boxed().collect(Collectors.toMap(i -> "v" + i, i -> (Object) i));

    assertThat(errors(requests.execute("{ __typename }", variables)))
        .containsExactly(
            Map.of("code", "LIMIT_EXCEEDED", "name", "variables", "limit", 100, "value", 101));
  }

  @Test
  void refusesVariablesOfTooManyValues() {
    var many = Map.<String, Object>of("a", Collections.nCopies(200_000, 1));

    assertThat(errors(requests.execute("{ __typename }", many)))
        .containsExactly(
            Map.of(
                "code",
                "LIMIT_EXCEEDED",
                "name",
                "variableValues",
                "limit",
                100_000,
                "value",
                200_001));
  }

  @Test
  void refusesVariablesNestedTooDeep() {
    Object nested = 1;
    for (int i = 0; i < 21; i++) {
      nested = i % 2 == 0 ? List.of(nested) : Map.of("a", nested);
    }

    assertThat(errors(requests.execute("{ __typename }", Map.of("a", nested))))
        .containsExactly(
            Map.of("code", "LIMIT_EXCEEDED", "name", "variableDepth", "limit", 20, "value", 21));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DEPTH", "ROOT_FIELDS", "FIELDS"})
  void readsEachLimitFromItsVariable(String limit) {
    var strict = with(Map.of(Limit.valueOf(limit).variable(), "1"));

    assertThat(errors(strict.execute("{ order(id: 1) { id } a: __typename }")))
        .contains(
            Map.of(
                "code",
                "LIMIT_EXCEEDED",
                "name",
                Limit.valueOf(limit).label(),
                "limit",
                1,
                "value",
                limit.equals("FIELDS") ? 3 : 2));
  }

  @Test
  void fetchesNoFurtherFieldAfterTheDeadline() {
    buses.answers =
        query -> {
          spendTheTime();
          return FakeBuses.answer(query);
        };
    var strict = with(Map.of("ORDERS_LIMIT_EXECUTION_SECONDS", "1"));

    var response =
        strict.execute("{ a: order(id: \"" + FakeBuses.ORDER + "\") { id history { id } } }");

    assertThat(response.get("data")).isNotNull();
    assertThat(response.get("errors").toString())
        .contains("LIMIT_EXCEEDED", "name=executionSeconds", "limit=1", "path=[a, history]");
    assertThat(buses.asked).hasSize(1);
    assertThat(Deadline.current()).isEmpty();
  }

  @Test
  void answersLimitExceededAfterTheDeadline() {
    buses.answers =
        query -> {
          throw new DeadlineExceeded(new IllegalStateException("SELECT secret"));
        };

    var response = requests.execute("{ order(id: 1) { id } }");

    assertThat(response.get("errors").toString())
        .contains("LIMIT_EXCEEDED", "name=executionSeconds", "limit=10", "value=10")
        .doesNotContain("SELECT", "Exception");
  }

  @Test
  void givesTheCommandsOfARequestOneDeadline() {
    var deadlines = new ArrayList<Deadline>();
    buses.whenSent = command -> deadlines.add(Deadline.current().orElseThrow());

    var cancel = "cancelOrder(input: {orderId: \"1\", reason: \"r\"}) { __typename }";
    for (int request = 1; request <= 2; request++) {
      var response = requests.execute("mutation { a: %s b: %s }".formatted(cancel, cancel));
      assertThat(response).doesNotContainKey("errors");
    }

    assertThat(deadlines).hasSize(4);
    assertThat(deadlines.get(1)).isSameAs(deadlines.get(0));
    assertThat(deadlines.get(3)).isSameAs(deadlines.get(2)).isNotSameAs(deadlines.get(0));
  }

  private static void spendTheTime() {
    var deadline = Deadline.current().orElseThrow();
    while (!deadline.left().isZero()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void suggestsNamesWhenSwitchedOn() {
    assertThat(message(requests, "{ ordr(id: 1) { id } }"))
        .contains("Did you mean 'order' or 'orders'?");
    assertThat(message(requests, "{ customerOrders(customerId: 1, pagesize: 1) { total } }"))
        .contains("Did you mean 'pageSize'?");
    assertThat(message(requests, "{ order(id: 1) { linse { number } } }"))
        .contains("Did you mean 'lines'?");
    assertThat(message(requests, "{ nothingLikeThat }")).doesNotContain("mean");
    assertThat(message(with(Map.of("ORDERS_SUGGESTIONS", "false")), "{ ordr(id: 1) { id } }"))
        .doesNotContain("mean");
  }

  private static String message(EngineRequests requests, String query) {
    return (String)
        ((Map<?, ?>) ((List<?>) requests.execute(query).get("errors")).get(0)).get("message");
  }

  private static Object cost(EngineRequests strict, String query) {
    return errors(strict.execute(query)).get(0).get("value");
  }

  private static String page(String size, String fields) {
    return "{ customerOrders(customerId: 1, " + size + ") { items { " + fields + " } } }";
  }

  private static String numbered(int times, String text) {
    return IntStream.range(0, times)
        .mapToObj(i -> String.format(text, i, i + 1))
        .collect(Collectors.joining());
  }

  /** The extensions of each error. */
  @SuppressWarnings("unchecked") // keys of JSON objects are strings
  private static List<Map<String, Object>> errors(Map<String, Object> response) {
    assertThat(response).as("%s", response).doesNotContainKey("data");
    return ((List<Map<String, Object>>) response.get("errors"))
        .stream().map(error -> (Map<String, Object>) error.get("extensions")).toList();
  }
}
