package io.github.ordermill.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Performance goals, mostly ratios of figures of the same run. */
final class PerformanceGoals {

  /**
   * Goal and measured value.
   *
   * @param measured empty if a required figure is missing
   * @param isMinimum whether {@code required} is the lower bound, otherwise the upper bound
   */
  record Goal(
      String name, OptionalDouble measured, boolean isMinimum, double required, String unit) {

    String verdict() {
      if (measured.isEmpty()) {
        return "not measured";
      }
      boolean met =
          isMinimum ? measured.getAsDouble() >= required : measured.getAsDouble() <= required;
      return met ? "met" : "missed";
    }
  }

  private final BenchmarkResults results;

  private PerformanceGoals(BenchmarkResults results) {
    this.results = results;
  }

  /** Evaluates all goals. */
  static List<Goal> of(BenchmarkResults results) {
    return new PerformanceGoals(results).all();
  }

  private List<Goal> all() {
    var eight = CommandThroughput.clients(CommandThroughput.REFERENCE_CLIENTS);
    return List.of(
        atLeast(
            "commands, fraction of the limit",
            ratio(
                figure(CommandThroughput.NAME, eight),
                figure(CommandThroughput.NAME, CommandThroughput.LIMIT)),
            0.35,
            ""),
        atLeast(
            "end to end, fraction of the limit",
            ratio(
                figure(EndToEndRate.NAME, EndToEndRate.SUSTAINED),
                figure(EndToEndRate.NAME, EndToEndRate.LIMIT)),
            0.30,
            ""),
        atMost("lag at half load, p50", figure(EndToEndRate.NAME, EndToEndRate.LAG_P50), 25, "ms"),
        atMost("lag at half load, p99", figure(EndToEndRate.NAME, EndToEndRate.LAG_P99), 150, "ms"),
        atMost(
            "p99 of a command, relative to the commit p99 of the limit",
            ratio(
                figure(CommandThroughput.NAME, eight + ", p99"),
                figure(CommandThroughput.NAME, CommandThroughput.LIMIT_COMMIT_P99)),
            10,
            "×"),
        atLeast("drain", figure(BacklogDrain.NAME, BacklogDrain.RATE), 5_000, "events/s"),
        atLeast("order by id", orderById(), 3_500, "queries/s"),
        atMost(
            "lists at most orders, relative to fewest orders (worst p50, both relative to order by id)",
            listGrowth(),
            1.5,
            "×"),
        atMost(
            "ready, relative to an empty Payara Micro",
            ratio(
                figure(Footprint.NAME, Footprint.READY),
                figure(Footprint.NAME, Footprint.EMPTY_READY)),
            1.4,
            "×"),
        atMost(
            "resident memory under load",
            figure(MemoryAndDisk.NAME, MemoryAndDisk.PEAK),
            700,
            "MB"),
        atMost("SQL statements per command", figure(SqlPerCommand.NAME, "statements"), 10, ""),
        atMost("commits per command", figure(SqlPerCommand.NAME, "commits"), 1, ""));
  }

  /** Rate of the largest view measured. */
  private OptionalDouble orderById() {
    return results.figures().stream()
        .filter(figure -> figure.section().equals(QueryThroughput.NAME))
        .filter(figure -> figure.unit().equals(QueryThroughput.RATE_UNIT))
        .mapToDouble(BenchmarkResults.Figure::value)
        .reduce((earlier, later) -> later);
  }

  /**
   * Largest growth of a list latency from the fewest to the most orders, each relative to the
   * latency of order by id at the same number of orders.
   */
  private OptionalDouble listGrowth() {
    var bySize = new LinkedHashMap<String, Map<String, Double>>();
    for (var figure : results.figures()) {
      if (figure.section().equals(QueryThroughput.NAME)
          && figure.name().endsWith(QueryThroughput.RELATIVE_TO_BY_ID)) {
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

  private OptionalDouble figure(String section, String name) {
    return results.value(section, name);
  }

  private static OptionalDouble ratio(OptionalDouble dividend, OptionalDouble divisor) {
    return dividend.isEmpty() || divisor.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(dividend.getAsDouble() / divisor.getAsDouble());
  }

  private static Goal atLeast(String name, OptionalDouble measured, double required, String unit) {
    return new Goal(name, measured, true, required, unit);
  }

  private static Goal atMost(String name, OptionalDouble measured, double required, String unit) {
    return new Goal(name, measured, false, required, unit);
  }
}
