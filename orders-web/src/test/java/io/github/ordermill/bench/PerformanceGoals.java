package io.github.ordermill.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What is to be reached, as ratios of figures of one run. */
final class PerformanceGoals {

  /**
   * One goal.
   *
   * @param reached empty if a figure it needs was not found
   * @param atLeast whether more is better
   */
  record Goal(String what, OptionalDouble reached, boolean atLeast, double required, String unit) {

    /** Met, missed or not measured. */
    String verdict() {
      if (reached.isEmpty()) {
        return "not measured";
      }
      boolean met = atLeast ? reached.getAsDouble() >= required : reached.getAsDouble() <= required;
      return met ? "met" : "missed";
    }
  }

  private final BenchmarkResults findings;

  private PerformanceGoals(BenchmarkResults findings) {
    this.findings = findings;
  }

  /** All goals, judged by these findings. */
  static List<Goal> of(BenchmarkResults findings) {
    return new PerformanceGoals(findings).all();
  }

  private List<Goal> all() {
    var eight = CommandThroughput.clients(CommandThroughput.TYPICAL);
    return List.of(
        atLeast(
            "commands, of the limit",
            ratio(
                value(CommandThroughput.NAME, eight),
                value(CommandThroughput.NAME, CommandThroughput.LIMIT)),
            0.35,
            ""),
        atLeast(
            "end to end, of the limit",
            ratio(
                value(EndToEndRate.NAME, EndToEndRate.SUSTAINED),
                value(EndToEndRate.NAME, EndToEndRate.LIMIT)),
            0.30,
            ""),
        atMost("lag at half load, p50", value(EndToEndRate.NAME, EndToEndRate.LAG_P50), 25, "ms"),
        atMost("lag at half load, p99", value(EndToEndRate.NAME, EndToEndRate.LAG_P99), 150, "ms"),
        atMost(
            "p99 of a command, of the p99 of the limit's commit",
            ratio(
                value(CommandThroughput.NAME, eight + ", p99"),
                value(CommandThroughput.NAME, CommandThroughput.LIMIT_COMMIT_P99)),
            10,
            "×"),
        atLeast("drain", value(BacklogDrain.NAME, BacklogDrain.RATE), 5_000, "events/s"),
        atLeast("order by id", orderById(), 3_500, "queries/s"),
        atMost(
            "lists of the largest view, of those of the smallest (worst p50, both of that of order by id)",
            lists(),
            1.5,
            "×"),
        atMost(
            "ready, of an empty Payara Micro",
            ratio(
                value(Footprint.NAME, Footprint.READY),
                value(Footprint.NAME, Footprint.EMPTY_READY)),
            1.4,
            "×"),
        atMost("resident under load", value(MemoryAndDisk.NAME, MemoryAndDisk.HIGHEST), 700, "MB"),
        atMost("SQL statements per command", value(SqlPerCommand.NAME, "statements"), 10, ""),
        atMost("commits per command", value(SqlPerCommand.NAME, "commits"), 1, ""));
  }

  /** Of the largest view that was asked. */
  private OptionalDouble orderById() {
    return findings.figures().stream()
        .filter(figure -> figure.section().equals(QueryThroughput.NAME))
        .filter(figure -> figure.unit().equals(QueryThroughput.RATE_UNIT))
        .mapToDouble(BenchmarkResults.Figure::value)
        .reduce((earlier, later) -> later);
  }

  /**
   * How many times as long the list that grows most takes with the most orders as with the fewest,
   * each held against what does not grow.
   */
  private OptionalDouble lists() {
    var bySize = new LinkedHashMap<String, Map<String, Double>>();
    for (var figure : findings.figures()) {
      if (figure.section().equals(QueryThroughput.NAME)
          && figure.name().endsWith(QueryThroughput.OF_BY_ID)) {
        var parts = figure.name().split(": ", 2);
        bySize
            .computeIfAbsent(parts[0], size -> new LinkedHashMap<>())
            .put(parts[1], figure.value());
      }
    }
    if (bySize.size() < 2) {
      return OptionalDouble.empty();
    }
    var sizes = List.copyOf(bySize.values());
    var fewest = sizes.get(0);
    return sizes.get(sizes.size() - 1).entrySet().stream()
        .filter(most -> fewest.containsKey(most.getKey()))
        .mapToDouble(most -> most.getValue() / fewest.get(most.getKey()))
        .max();
  }

  private OptionalDouble value(String section, String name) {
    return findings.value(section, name);
  }

  private static OptionalDouble ratio(OptionalDouble of, OptionalDouble by) {
    return of.isEmpty() || by.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(of.getAsDouble() / by.getAsDouble());
  }

  private static Goal atLeast(String what, OptionalDouble reached, double required, String unit) {
    return new Goal(what, reached, true, required, unit);
  }

  private static Goal atMost(String what, OptionalDouble reached, double required, String unit) {
    return new Goal(what, reached, false, required, unit);
  }
}
