package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.attack.Attack;
import io.github.ordermill.attack.Attacks;
import io.github.ordermill.attack.HostileClients;
import io.github.ordermill.client.HttpTestClient;
import jakarta.json.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A node with a heap of 256 MB serves well-behaved clients whatever others send. Excessive
 * documents are rejected by static limits, before anything is executed; their CPU time is printed,
 * not asserted, since other processes share the machine.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestLimitsIT {

  private static final String NEW_MEDIA_TYPE = "application/graphql-response+json";
  private static final int REPETITIONS = 20;

  private static final Duration ATTACK = Duration.ofSeconds(3);

  private final HostileClients hostile = HostileClients.start("request-limits", ATTACK);
  private final HttpTestClient http = new HttpTestClient(hostile.stack().application().uri());

  RequestLimitsIT() throws Exception {}

  @AfterAll
  void stop() throws Exception {
    hostile.close();
  }

  Stream<Attack> attacks() {
    return Attacks.on(hostile).stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void servesOthersDuring(Attack attack) throws Exception {
    hostile.survive(attack);
  }

  static Stream<Arguments> excessiveRequests() {
    return Stream.of(
        excessiveRequest(
            "depth 50",
            "{ order(id: 1) { " + "history { order { ".repeat(24) + "id" + " }".repeat(50),
            "depth"),
        excessiveRequest(
            "1,000 aliases", "{ " + numbered(1_000, "a%d: order(id: %d) { id } ") + "}", "aliases"),
        excessiveRequest(
            "500 repeated fields", "{ " + "__typename ".repeat(500) + "}", "rootFields"),
        excessiveRequest(
            "500 repeated fields below", "{ order(id: 1) { " + "id ".repeat(500) + "} }", "fields"),
        excessiveRequest("a fragment cycle", "{ ...A } " + fragmentCycle(90), null),
        excessiveRequest(
            "2^60 spreads",
            "{ ...F0 } "
                + numbered(60, "fragment F%1$d on Query { ...F%2$d ...F%2$d } ")
                + "fragment F60 on Query { __typename }",
            "fields"),
        excessiveRequest(
            "1,800 operations",
            numbered(1_800, "query Q%d { ...F } ") + "fragment F on Query { __typename }",
            "operations"),
        excessiveRequest(
            "10,000 directives", "{ __typename " + "@a ".repeat(10_000) + "}", "tokens"),
        excessiveRequest(
            "1,700 directives",
            "{ __typename " + "@skip(if: $a) ".repeat(1_700) + "}",
            "directives"),
        excessiveRequest("1 MB query", "{ __typename }#" + "x".repeat(1_000_000), "characters"),
        excessiveRequest("100,000 tokens", "{ " + "a ".repeat(49_000) + "}", "tokens"),
        excessiveRequest(
            "a number of 90,000 digits",
            "{ order(id: " + "9".repeat(90_000) + ") { id } }",
            "numberLength"),
        excessiveRequest("deep lists", "{ a(b: " + "[".repeat(40_000) + ") }", "nesting"),
        excessiveRequest(
            "first: 2147483647",
            "{ orders(first: 2147483647) { edges { node { id } } } }",
            "pageSize"),
        excessiveRequest(
            "nested histories",
            "{ orders(first: 100) { edges { node { history { order { history { id } } } } } } }",
            "complexity"),
        excessiveRequest(
            "circular introspection",
            "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
            "introspection"),
        excessiveRequest(
            "49 unknown fields", "{ " + numbered(49, "nothing%d: nothing%d ") + "}", null));
  }

  private static Arguments excessiveRequest(String name, String query, String limit) {
    return Arguments.of(name, query, limit);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("excessiveRequests")
  void rejectsTheRequestBeforeExecution(String name, String query, String limit) {
    var body = Json.createObjectBuilder().add("query", query).build().toString();
    var processes = ProcessHandle.of(hostile.stack().application().pid()).orElseThrow();
    var before = cpu(processes);

    for (int i = 0; i < REPETITIONS; i++) {
      var response = http.post(body, "Accept", NEW_MEDIA_TYPE);

      assertThat(response.statusCode()).as(name).isBetween(400, 499);
      assertThat(response.body()).doesNotContain("\"data\"").hasSizeLessThan(20_000);
      if (limit == null) {
        assertThat(response.body()).contains("GRAPHQL_VALIDATION_FAILED");
      } else {
        assertThat(response.body())
            .contains("\"code\":\"LIMIT_EXCEEDED\",\"name\":\"" + limit + "\",\"limit\":");
      }
    }

    printCpuTime(name, cpu(processes).minus(before).dividedBy(REPETITIONS));
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 413, bodyBytes",
    "multipart/form-data; boundary=x, 415, Content-Type"
  })
  void rejectsABodyOfTenMegabytes(String contentType, int status, String reason) {
    var response =
        http.exchange("POST", "/graphql", "x".repeat(10 << 20), "Content-Type", contentType);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains(reason);
  }

  @Test
  void stillServesOrdinaryRequests() {
    assertThat(http.post("{\"query\":\"{ __typename }\"}").body())
        .isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
  }

  /** CPU time of the whole process, including unrelated work. */
  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static void printCpuTime(String name, Duration cpu) {
    System.out.printf(Locale.ROOT, "CPU per request, %s: %.1f ms%n", name, cpu.toNanos() / 1e6);
  }

  private static String fragmentCycle(int fragments) {
    return "fragment A on Query { ...F0 } "
        + numbered(fragments, "fragment F%1$d on Query { ...F%2$d } ")
        + "fragment F"
        + fragments
        + " on Query { ...A }";
  }

  private static String numbered(int times, String text) {
    return IntStream.range(0, times)
        .mapToObj(i -> String.format(text, i, i + 1))
        .collect(Collectors.joining());
  }
}
