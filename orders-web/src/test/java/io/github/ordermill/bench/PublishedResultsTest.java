package io.github.ordermill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.docs.GeneratedText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishedResultsTest {

  private static final Map<String, List<String>> OTHERS =
      Map.of(
          CommandThroughput.NAME,
          List.of(
              CommandThroughput.LIMIT,
              CommandThroughput.LIMIT_COMMIT_P99,
              "CPU per command: application",
              "CPU per command: PostgreSQL",
              "CPU per command: broker",
              "resident memory under load"),
          EndToEndRate.NAME,
          List.of(
              EndToEndRate.SUSTAINED,
              EndToEndRate.LIMIT,
              EndToEndRate.LAG_P50,
              EndToEndRate.LAG_P99),
          BacklogDrain.NAME,
          List.of(BacklogDrain.RATE),
          Footprint.NAME,
          List.of(Footprint.READY, Footprint.EMPTY_READY, "resident memory when ready"),
          MemoryAndDisk.NAME,
          List.of(MemoryAndDisk.PEAK, "disk per order in ordering", "disk per order in views"),
          SqlPerCommand.NAME,
          List.of("statements", "commits"),
          TwoNodes.NAME,
          List.of(
              "8 clients on the first node",
              "8 clients on the second node",
              "4 clients on each node"));

  private final PublishedResults published =
      new PublishedResults(BenchmarkProfile.fullProfile(100_000));

  @Test
  void theDocumentHasTheRowsAndGoalsOfTheBenchmark() throws IOException {
    var table = GeneratedText.read(PublishedResults.DOCUMENT, PublishedResults.MARKER);

    assertThat(PublishedResults.lastRun(table).keySet())
        .containsExactlyElementsOf(published.labels());
    assertThat(PublishedResults.column(table, 4).values())
        .extracting(goal -> goal.replaceFirst(": \\w+$", ""))
        .containsExactlyElementsOf(published.requirements());
  }

  @Test
  void aRunReplacesTheOlderOfTheTwoPublished() throws IOException {
    var before = GeneratedText.read(PublishedResults.DOCUMENT, PublishedResults.MARKER);

    var table = published.table(before, results(7));

    assertThat(PublishedResults.column(table, 2)).isEqualTo(PublishedResults.lastRun(before));
    assertThat(PublishedResults.lastRun(table))
        .containsEntry("limit, 1, 8, 16 clients", "7, 7, 7/s")
        .containsEntry("commands of the limit, 8 clients", "1");
    assertThat(PublishedResults.column(table, 4))
        .containsEntry("commands of the limit, 8 clients", "≥ 0.35: met")
        .containsEntry("SQL statements and commits per command", "≤ 10, ≤ 1: missed");
  }

  /** A run with every figure that is published, all of that value. */
  private static BenchmarkResults results(double value) {
    var results = new BenchmarkResults();
    for (int clients : CommandThroughput.CLIENTS) {
      results.add(CommitRateLimit.NAME, CommandThroughput.clients(clients), value, "");
      results.add(CommandThroughput.NAME, CommandThroughput.clients(clients), value, "");
      results.add(CommandThroughput.NAME, CommandThroughput.clients(clients) + ", p50", value, "");
      results.add(CommandThroughput.NAME, CommandThroughput.clients(clients) + ", p99", value, "");
    }
    for (var list : List.of("first page", "deep page", "full text")) {
      results.add(
          QueryThroughput.NAME,
          "10,000 orders: " + list + QueryThroughput.RELATIVE_TO_BY_ID,
          value,
          "×");
      results.add(QueryThroughput.NAME, "100,000 orders: " + list + ", p50", value, "ms");
      results.add(
          QueryThroughput.NAME,
          "100,000 orders: " + list + QueryThroughput.RELATIVE_TO_BY_ID,
          value,
          "×");
    }
    results.add(
        QueryThroughput.NAME,
        "100,000 orders: order by id, 8 clients",
        value,
        QueryThroughput.RATE_UNIT);
    var subscribers = "500 subscribers, 100 events/s: event latency, ";
    OTHERS.forEach(
        (section, names) -> names.forEach(name -> results.add(section, name, value, "")));
    results.add(SubscriptionLatency.NAME, subscribers + "p50", value, "ms");
    results.add(SubscriptionLatency.NAME, subscribers + "p99", value, "ms");
    return results;
  }

  @Test
  void aRunWithoutAFigureIsNotPublished() {
    assertThatThrownBy(() -> published.table("", new BenchmarkResults()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("not measured: " + published.labels());
  }
}
