package io.github.ordermill.bench;

import io.github.ordermill.docs.GeneratedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The table in {@code docs/benchmark.md}: the figures that matter of the last two runs, and the
 * goals as the last one reached them.
 */
final class PublishedResults {

  static final Path DOCUMENT = GeneratedText.document("benchmark.md");
  static final String MARKER = "bench";

  private static final String HEADER = "| | first | second | goal |\n|---|---:|---:|---|\n";

  /** The numbers of clients in the order of the table. */
  private static final List<Integer> CLIENTS =
      IntStream.of(CommandThroughput.CLIENTS).sorted().boxed().toList();

  private static final String REFERENCE =
      CommandThroughput.clients(CommandThroughput.REFERENCE_CLIENTS);

  /** A figure of a run, or what was reached of a goal. */
  private interface Source extends Function<BenchmarkResults, OptionalDouble> {}

  /**
   * A row of the table.
   *
   * @param unit of all its figures
   * @param goals names of the goals that it is compared with
   */
  private record Row(String label, String unit, List<String> goals, List<Source> sources) {

    boolean isMeasured(BenchmarkResults results) {
      return sources.stream().allMatch(source -> source.apply(results).isPresent());
    }

    String value(BenchmarkResults results) {
      return sources.stream()
              .map(source -> number(source.apply(results).orElseThrow()))
              .collect(Collectors.joining(", "))
          + unit;
    }

    String goal(BenchmarkResults results) {
      var compared =
          PerformanceGoals.of(results).stream()
              .filter(goal -> goals.contains(goal.name()))
              .toList();
      if (compared.isEmpty()) {
        return "";
      }
      boolean met = compared.stream().allMatch(goal -> goal.verdict().equals("met"));
      return compared.stream().map(PublishedResults::required).collect(Collectors.joining(", "))
          + (met ? ": met" : ": missed");
    }
  }

  private final List<Row> rows;

  /** For runs of that profile. */
  PublishedResults(BenchmarkProfile profile) {
    var sizes = profile.viewSizes();
    var orders = "%,d orders: ".formatted(sizes[sizes.length - 1]);
    var subscribers = "%,d subscribers, 100 events/s".formatted(profile.subscribers());
    rows =
        List.of(
            row("limit, 1, 8, 16 clients", "/s", ofClients(CommitRateLimit.NAME)),
            row(
                "limit, 8 clients, in turns with commands",
                "/s",
                figure(CommandThroughput.NAME, CommandThroughput.LIMIT)),
            row("commands, 1, 8, 16 clients", "/s", ofClients(CommandThroughput.NAME)),
            goal("commands of the limit, 8 clients", "", "commands, fraction of the limit"),
            row(
                "command, 8 clients, p50, p99",
                " ms",
                figure(CommandThroughput.NAME, REFERENCE + ", p50"),
                figure(CommandThroughput.NAME, REFERENCE + ", p99")),
            goal(
                "p99 of a command, of that of the limit's commit",
                " ×",
                "p99 of a command, relative to the commit p99 of the limit"),
            row(
                "CPU per command: application, PostgreSQL, broker",
                " ms",
                figure(CommandThroughput.NAME, "CPU per command: application"),
                figure(CommandThroughput.NAME, "CPU per command: PostgreSQL"),
                figure(CommandThroughput.NAME, "CPU per command: broker")),
            row(
                "highest rate with bounded lag for 60 s",
                "/s",
                figure(EndToEndRate.NAME, EndToEndRate.SUSTAINED)),
            row(
                "limit right before and after",
                "/s",
                figure(EndToEndRate.NAME, EndToEndRate.LIMIT)),
            goal("highest rate of that limit", "", "end to end, fraction of the limit"),
            new Row(
                "lag at half the highest rate, p50, p99",
                " ms",
                List.of("lag at half load, p50", "lag at half load, p99"),
                List.of(
                    figure(EndToEndRate.NAME, EndToEndRate.LAG_P50),
                    figure(EndToEndRate.NAME, EndToEndRate.LAG_P99))),
            goal("drain of a backlog through both projections", "/s", "drain"),
            goal("`order` by id, 8 clients", "/s", "order by id"),
            row(
                "first page, deep page, full text, p50",
                " ms",
                figure(QueryThroughput.NAME, orders + "first page, p50"),
                figure(QueryThroughput.NAME, orders + "deep page, p50"),
                figure(QueryThroughput.NAME, orders + "full text, p50")),
            goal(
                "lists of the largest view, of those of the smallest (worst p50)",
                " ×",
                "lists at most orders, relative to fewest orders (worst p50, both relative to order"
                    + " by id)"),
            row(
                "500 subscribers, 100 events/s: latency p50, p99",
                " ms",
                figure(SubscriptionLatency.NAME, subscribers + ": event latency, p50"),
                figure(SubscriptionLatency.NAME, subscribers + ": event latency, p99")),
            new Row(
                "ready: application, empty Payara Micro",
                " s",
                List.of("ready, relative to an empty Payara Micro"),
                List.of(
                    figure(Footprint.NAME, Footprint.READY),
                    figure(Footprint.NAME, Footprint.EMPTY_READY))),
            new Row(
                "resident when ready, under commands, highest",
                " MB",
                List.of("resident memory under load"),
                List.of(
                    figure(Footprint.NAME, "resident memory when ready"),
                    figure(CommandThroughput.NAME, "resident memory under load"),
                    figure(MemoryAndDisk.NAME, MemoryAndDisk.PEAK))),
            new Row(
                "SQL statements and commits per command",
                "",
                List.of("SQL statements per command", "commits per command"),
                List.of(
                    figure(SqlPerCommand.NAME, "statements"),
                    figure(SqlPerCommand.NAME, "commits"))),
            row(
                "disk per order: writing side, views",
                " kB",
                figure(MemoryAndDisk.NAME, "disk per order in ordering"),
                figure(MemoryAndDisk.NAME, "disk per order in views")),
            row(
                "two nodes: on the first, on the second alone, on both",
                "/s",
                figure(TwoNodes.NAME, "8 clients on the first node"),
                figure(TwoNodes.NAME, "8 clients on the second node"),
                figure(TwoNodes.NAME, "4 clients on each node")));
  }

  /**
   * Adds a run to the document, in place of the older of its two runs.
   *
   * @throws IllegalStateException if a figure was not measured
   */
  void publish(String machine, BenchmarkResults results) throws IOException {
    var before = GeneratedText.read(DOCUMENT, MARKER);
    GeneratedText.write(DOCUMENT, MARKER, machine + "\n\n" + table(before, results));
  }

  /** The table with another run. */
  String table(String before, BenchmarkResults results) {
    var missing = rows.stream().filter(row -> !row.isMeasured(results)).map(Row::label).toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException("not measured: " + missing);
    }
    var lastRun = lastRun(before);
    return HEADER
        + rows.stream()
            .map(
                row ->
                    "| %s | %s | %s | %s |\n"
                        .formatted(
                            row.label,
                            lastRun.getOrDefault(row.label, ""),
                            row.value(results),
                            row.goal(results)))
            .map(line -> line.replace("|  |", "| |"))
            .collect(Collectors.joining());
  }

  /** By label, in the order of the table: the second run. */
  static Map<String, String> lastRun(String table) {
    return column(table, 3);
  }

  /** By label, in the order of the table: a column, from 1 on. */
  static Map<String, String> column(String table, int column) {
    return table
        .lines()
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> line.split("\\|"))
        .collect(
            Collectors.toMap(
                cells -> cells[1].strip(),
                cells -> cells[column].strip(),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  List<String> labels() {
    return rows.stream().map(Row::label).toList();
  }

  /** The goals of each row, empty where there are none. */
  List<String> requirements() {
    var nothing = new BenchmarkResults();
    return rows.stream().map(row -> row.goal(nothing).replaceFirst(": \\w+$", "")).toList();
  }

  private static Row row(String label, String unit, Source... sources) {
    return new Row(label, unit, List.of(), List.of(sources));
  }

  private static Row goal(String label, String unit, String name) {
    Source measured =
        results ->
            PerformanceGoals.of(results).stream()
                .filter(goal -> goal.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no goal " + name))
                .measured();
    return new Row(label, unit, List.of(name), List.of(measured));
  }

  private static Source figure(String section, String name) {
    return results -> results.value(section, name);
  }

  private static Source[] ofClients(String section) {
    return CLIENTS.stream()
        .map(clients -> figure(section, CommandThroughput.clients(clients)))
        .toArray(Source[]::new);
  }

  private static String required(PerformanceGoals.Goal goal) {
    return (goal.isMinimum() ? "≥ " : "≤ ")
        + number(goal.required())
        + (goal.unit().equals("×") ? " ×" : "");
  }

  private static String number(double value) {
    int places = value == Math.rint(value) || value >= 100 ? 0 : value >= 1 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + places + "f", value);
  }
}
