package io.github.ordermill.bench;

import java.time.Duration;

/**
 * Durations and sizes of a run.
 *
 * @param name printed in the report
 * @param warmUp full load before the first measurement
 * @param rampUp time of a load before its latencies are recorded
 * @param measurement recorded time of a load
 * @param rateTrial duration of a trial when the highest sustained rate is searched
 * @param sustainedTrial duration of the final trial
 * @param backlogEvents events published before the drain begins
 * @param viewSizes numbers of orders that queries are measured at, ascending
 * @param queryMeasurement duration per query
 * @param subscribers number of websocket connections
 * @param timeLimit after which the benchmark ends with the results so far
 */
record BenchmarkProfile(
    String name,
    Duration warmUp,
    Duration rampUp,
    Duration measurement,
    Duration rateTrial,
    Duration sustainedTrial,
    int backlogEvents,
    int[] viewSizes,
    Duration queryMeasurement,
    int subscribers,
    Duration timeLimit) {

  private static final int DEFAULT_ORDERS = 100_000;

  private static final int MIN_LOADED_PER_SECOND = 500;

  /** Takes less than 15 minutes with the default number of orders. */
  static BenchmarkProfile fullProfile(int orders) {
    return new BenchmarkProfile(
        "full form",
        Duration.ofSeconds(180),
        Duration.ofSeconds(3),
        Duration.ofSeconds(12),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        50_000,
        new int[] {10_000, orders},
        Duration.ofSeconds(3),
        500,
        Duration.ofSeconds(850 + Math.max(0, orders - DEFAULT_ORDERS) / MIN_LOADED_PER_SECOND));
  }

  /** Takes about three minutes: shows that the benchmark works and the direction of a change. */
  static BenchmarkProfile shortProfile() {
    return new BenchmarkProfile(
        "short form, without full warm-up",
        Duration.ofSeconds(15),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(4),
        Duration.ofSeconds(8),
        5_000,
        new int[] {10_000},
        Duration.ofSeconds(1),
        100,
        Duration.ofSeconds(600));
  }

  /** Whether results can be compared with the published ones. */
  boolean isDefault() {
    return name.equals(fullProfile(DEFAULT_ORDERS).name)
        && viewSizes[viewSizes.length - 1] == DEFAULT_ORDERS;
  }

  /**
   * Profile according to {@code -Dbench.short} and {@code -Dbench.orders}; the latter is at least
   * 100,000.
   */
  static BenchmarkProfile fromSystemProperties() {
    return "true".equals(System.getProperty("bench.short"))
        ? shortProfile()
        : fullProfile(Math.max(DEFAULT_ORDERS, Integer.getInteger("bench.orders", DEFAULT_ORDERS)));
  }
}
