package io.github.ordermill.shared.application.metrics;

import java.util.function.DoubleSupplier;

/**
 * Registry of this node's metrics, named by the <a
 * href="https://prometheus.io/docs/practices/naming/">conventions of Prometheus</a>: {@code
 * orders_…}, base units as suffix ({@code _seconds}, {@code _bytes}), and no {@code _total}, which
 * counters get when they are exposed.
 *
 * <p>Labels are pairs of name and value. All metrics of one name have the same label names, and
 * each combination of values is registered once; their number is bounded by the code, never by what
 * clients send.
 */
public interface Metrics {

  /**
   * Registers a gauge.
   *
   * @param value read at each scrape; NaN if unknown. A value whose reading throws is left out
   */
  void gauge(String name, String help, DoubleSupplier value, String... labels);

  /**
   * Registers a counter that is kept elsewhere.
   *
   * @param total read at each scrape; never decreases
   */
  void counter(String name, String help, DoubleSupplier total, String... labels);

  /** The counter of that name and labels, created at the first call. */
  Counter counter(String name, String help, String... labels);

  /**
   * The histogram of durations of that name and labels, created at the first call.
   *
   * @param name ends with {@code _seconds}
   */
  Durations durations(String name, String help, String... labels);

  /** Counter of events; thread-safe. */
  interface Counter {

    /** Adds an amount of 0 or more. */
    void add(long amount);

    /** Adds one. */
    default void increment() {
      add(1);
    }
  }

  /** Histogram of durations; thread-safe. */
  interface Durations {

    /** Records a duration in nanoseconds, 0 or more. */
    void record(long nanos);
  }
}
