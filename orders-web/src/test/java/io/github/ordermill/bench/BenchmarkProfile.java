package io.github.ordermill.bench;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param form its name
 * @param warmUp commands at full speed before anything else is measured
 * @param settle from the start of a load until what it does is counted
 * @param measured how long a load is counted
 * @param probe how long a rate is tried when the highest is searched
 * @param sustained how long the rate found must be sustained
 * @param backlog events that wait when the drain begins
 * @param orders in the view when queries are measured, smallest first
 * @param query how long one kind of query is asked
 * @param listeners of the subscription section
 * @param deadline when the benchmark ends with what it has
 */
record BenchmarkProfile(
    String form,
    Duration warmUp,
    Duration settle,
    Duration measured,
    Duration probe,
    Duration sustained,
    int backlog,
    int[] orders,
    Duration query,
    int listeners,
    Duration deadline) {

  private static final int USUAL_ORDERS = 100_000;

  /** So many orders a second are added at least. */
  private static final int SLOWEST_PER_SECOND = 500;

  /** Under a quarter of an hour, unless more orders than usual are asked for. */
  static BenchmarkProfile full(int mostOrders) {
    return new BenchmarkProfile(
        "full form",
        Duration.ofSeconds(180),
        Duration.ofSeconds(3),
        Duration.ofSeconds(12),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        50_000,
        new int[] {10_000, mostOrders},
        Duration.ofSeconds(3),
        500,
        Duration.ofSeconds(850 + Math.max(0, mostOrders - USUAL_ORDERS) / SLOWEST_PER_SECOND));
  }

  /** Two minutes: to see that it works, and which way a change goes. */
  static BenchmarkProfile brief() {
    return new BenchmarkProfile(
        "short form, hardly warmed up",
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

  /** As told by {@code -Dbench.short} and {@code -Dbench.orders}, at least as many as usual. */
  static BenchmarkProfile asked() {
    return "true".equals(System.getProperty("bench.short"))
        ? brief()
        : full(Math.max(USUAL_ORDERS, Integer.getInteger("bench.orders", USUAL_ORDERS)));
  }
}
