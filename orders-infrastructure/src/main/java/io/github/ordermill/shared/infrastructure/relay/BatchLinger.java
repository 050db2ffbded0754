package io.github.ordermill.shared.infrastructure.relay;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Batch linger of the relay, which is the minimum time between the starts of two batches: 15 ms up
 * to 85 % CPU, rising linearly to 60 ms at 100 %. Each batch costs the broker and every projection
 * a message and a transaction, at the expense of commands when CPU is short.
 */
final class BatchLinger {

  private static final Duration MIN_LINGER = Duration.ofMillis(15);
  private static final Duration MAX_LINGER = Duration.ofMillis(60);

  /** CPU load, from 0 to 1, above which the linger rises. */
  private static final double LOAD_THRESHOLD = 0.85;

  private static final long CHECK_INTERVAL_NANOS = Duration.ofMillis(500).toNanos();

  private final DoubleSupplier cpuLoad;
  private long checkedAt = System.nanoTime();
  private Duration linger = MIN_LINGER;

  /** Uses the CPU load of this machine, or of the CPUs that its container may use. */
  BatchLinger() {
    this(
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            ::getCpuLoad);
  }

  /**
   * Uses a given CPU load.
   *
   * @param cpuLoad average from 0 to 1 since the last call; NaN or negative if unknown
   */
  BatchLinger(DoubleSupplier cpuLoad) {
    this.cpuLoad = cpuLoad;
    cpuLoad.getAsDouble();
  }

  /**
   * The current linger.
   *
   * @param nanoTime {@link System#nanoTime()}
   */
  Duration at(long nanoTime) {
    if (nanoTime - checkedAt >= CHECK_INTERVAL_NANOS) {
      checkedAt = nanoTime;
      linger = lingerFor(cpuLoad.getAsDouble());
    }
    return linger;
  }

  private static Duration lingerFor(double load) {
    double excess = Math.min((load - LOAD_THRESHOLD) / (1 - LOAD_THRESHOLD), 1);
    return excess > 0
        ? MIN_LINGER.plusNanos((long) (excess * MAX_LINGER.minus(MIN_LINGER).toNanos()))
        : MIN_LINGER;
  }
}
