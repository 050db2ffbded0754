package io.github.ordermill.ordering.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.statistics.DailySalesView;
import io.github.ordermill.ordering.application.statistics.GetSalesByDay;
import io.github.ordermill.shared.application.ReadAllowance;
import io.github.ordermill.shared.web.graphql.EngineRequests;
import io.github.ordermill.shared.web.graphql.Json;
import io.github.ordermill.shared.web.memory.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An answer is counted while it is built, in bytes, in points and in heap, and refused as a whole.
 */
class AnswerLimitsTest {

  private static final String CANCEL =
      "mutation { cancelOrder(input: {orderId: \"1\", reason: \"r\"}) { __typename } }";
  private static final String DAY = "date orderCount revenue { amount currency }";

  private final FakeBuses buses = new FakeBuses();
  private final MemoryBudget memory = EngineRequests.memory();

  private EngineRequests with(Map<String, String> settings) {
    return with(memory, settings);
  }

  private EngineRequests with(MemoryBudget budget, Map<String, String> settings) {
    return EngineRequests.with(
        budget,
        settings,
        new StatisticsQueries(buses.queries()),
        new OrderMutations(EngineRequests.sender(buses.commands()), EngineRequests.tokens()),
        new OrderQueries(buses.queries(), EngineRequests.reads(new FakeViewVersionFeed(), 0)),
        new OrderFields(buses.queries()));
  }

  private void answerWith(int days) {
    answerWith(days, "EUR");
  }

  private void answerWith(int days, String currency) {
    var revenue = new OrderView.Amount(new BigDecimal("1019.90"), currency);
    var sales =
        Stream.iterate(LocalDate.parse("2026-01-01"), day -> day.plusDays(1))
            .limit(days)
            .map(day -> new DailySalesView(day, 4711, 12, 80_000, revenue))
            .toList();
    buses.answers = query -> query instanceof GetSalesByDay ? sales : FakeBuses.answer(query);
  }

  private static String sales(String fields) {
    return "salesByDay(from: \"2026-01-01\", to: \"2026-01-02\", currency: \"EUR\") { "
        + fields
        + " }";
  }

  @Test
  void countsTheBytesThatAreWritten() {
    answerWith(2_000, "tëa \"quoted\" 中文 🫖");
    int written = written(with(Map.of()).execute("{ " + sales(DAY) + " }"));

    assertThat(written).isGreaterThan(200_000);
    assertThat(errors("{ " + sales(DAY) + " }", "ANSWER_BYTES", written * 95 / 100))
        .contains("name=answerBytes, limit=" + written * 95 / 100 + ", value=");
    assertThat(with(limit("ANSWER_BYTES", written * 105 / 100)).execute("{ " + sales(DAY) + " }"))
        .containsOnlyKeys("data");
  }

  @Test
  void countsWhatIsSelectedTwiceTwice() {
    answerWith(1_000);
    int once = written(with(Map.of()).execute("{ " + sales(DAY) + " }"));
    var aliases =
        IntStream.range(0, 9).mapToObj(i -> "a" + i + ": date").collect(Collectors.joining(" "));

    assertThat(errors("{ " + sales(DAY + " " + aliases) + " }", "ANSWER_BYTES", 2 * once))
        .contains("answerBytes");
    assertThat(
            errors(
                "{ a: " + sales(DAY) + " b: " + sales(DAY) + " c: " + sales(DAY) + "}",
                "ANSWER_BYTES",
                2 * once))
        .contains("answerBytes");
  }

  @Test
  void readsNothingMoreOnceTheAnswerIsRefused() {
    answerWith(3_000);

    errors("{ a: " + sales(DAY) + " b: " + sales(DAY) + " }", "ANSWER_BYTES", 100_000);

    assertThat(buses.asked).hasSize(1);
  }

  @Test
  void countsTheEntriesThatAreThere() {
    answerWith(30_000);

    assertThat(errors("{ " + sales("date units orderCount") + " }", "COMPLEXITY", 90_000))
        .contains("name=complexity, limit=90000, value=90001");
    assertThat(
            with(limit("COMPLEXITY", 91_000)).execute("{ " + sales("date units orderCount") + " }"))
        .containsOnlyKeys("data");
  }

  @Test
  void refusesWhatTheMemoryOfTheNodeDoesNotHold() {
    answerWith(10_000);
    var small = new MemoryBudget(2_000_000);
    var requests = with(small, Map.of());
    long before = small.reserved();

    var refused = requests.execute("{ " + sales(DAY) + " }");

    assertThat(refused).containsOnlyKeys("errors");
    assertThat(refused.toString())
        .contains("LIMIT_EXCEEDED", "name=memoryPercent, limit=40, value=41");
    assertThat(small.reserved()).isEqualTo(before);
    assertThat(requests.execute("{ __typename }")).containsOnlyKeys("data");
  }

  @Test
  void servesOrdinaryRequestsWhileLargeOnesFillTheirShare() {
    answerWith(10);
    var requests = with(memory, Map.of());
    try (var large = memory.reservation()) {
      while (large.grow(1_000_000)) {
        // until large requests have their share
      }

      assertThat(requests.execute("{ " + sales(DAY) + " }")).containsOnlyKeys("data");
    }
  }

  @Test
  void reservesNothingWithoutRoomForTheDocument() {
    try (var all = memory.reservation()) {
      while (all.grow(1_000)) {
        // until large requests have their share
      }

      var refused = with(Map.of()).execute("{ " + "order(id: 1) { id } ".repeat(500) + " }");

      assertThat(refused.toString()).contains("name=memoryPercent");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000, 18_000})
  void reservesTheHeapThatTheAnswerTakes(int days) {
    answerWith(days);
    var document = "{ " + sales(DAY) + " }";
    var requests = with(limit("ANSWER_BYTES", 100_000_000));
    requests.execute(document);
    var live = new Object[2];

    long before = usedHeap();
    long reserved = requests.reservedBy(document, answer -> live[0] = answer);
    var json = new ByteArrayOutputStream();
    Json.write(live[0], json);
    live[1] = json;
    long taken = usedHeap() - before;

    assertThat(reserved).isBetween(taken, 5 * taken + 200_000);
    assertThat(live).doesNotContainNull();
  }

  private static long usedHeap() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void chargesWhatIsReadBeforeItIsRead() {
    buses.answers =
        query -> {
          ReadAllowance.current().orElseThrow().takeBytes(60_000);
          return FakeBuses.answer(query);
        };
    var order = "order(id: \"" + FakeBuses.ORDER + "\") { id }";

    assertThat(with(limit("ANSWER_BYTES", 100_000)).execute("{ a: " + order + " }"))
        .containsOnlyKeys("data");
    assertThat(errors("{ a: " + order + " b: " + order + " }", "ANSWER_BYTES", 100_000))
        .contains("name=answerBytes, limit=100000, value=120000");
    assertThat(ReadAllowance.current()).isEmpty();
  }

  @Test
  void refusesEntriesBeforeTheyAreRead() {
    buses.answers =
        query -> {
          ReadAllowance.current().orElseThrow().checkEntries(100_000);
          throw new AssertionError("read all the same");
        };

    assertThat(errors("{ order(id: \"" + FakeBuses.ORDER + "\") { id } }", "COMPLEXITY", 100_000))
        .contains("name=complexity");
  }

  @Test
  void neverRefusesAMutationThatIsCarriedOut() {
    var small = new MemoryBudget(2_000_000);
    var requests = with(small, Map.of());
    try (var all = small.reservation();
        var rest = small.reservation()) {
      while (all.grow(1_000)) {
        // until large requests have their share
      }
      requests.reservedBy(
          CANCEL,
          prepared -> {
            while (rest.grow(1)) {
              // to the last byte
            }
          });
      buses.sent.clear();

      var response = requests.execute(CANCEL);

      assertThat(response).containsOnlyKeys("data");
      assertThat(buses.sent).hasSize(1);
    }
  }

  private static Map<String, String> limit(String name, int value) {
    return Map.of("ORDERS_LIMIT_" + name, Integer.toString(value));
  }

  /** The errors of a request that has no data. */
  private String errors(String query, String limit, int value) {
    var response = with(limit(limit, value)).execute(query);
    assertThat(response).containsOnlyKeys("errors");
    assertThat((List<?>) response.get("errors")).hasSize(1);
    return response.get("errors").toString();
  }

  private static int written(Map<String, Object> answer) {
    var json = new ByteArrayOutputStream();
    Json.write(answer.get("data"), json);
    return json.size();
  }
}
