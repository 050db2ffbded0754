package io.github.ordermill.shared.infrastructure.relay;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long the relay lets events come together: as short as a reader notices nothing while this
 * machine has processors to spare, longer as they run out. Each batch costs the broker and every
 * projection a message and a transaction, which commands then go without.
 */
final class BatchLinger {

  private static final Duration SHORTEST = Duration.ofMillis(15);
  private static final Duration LONGEST = Duration.ofMillis(60);

  /** The load, from 0 to 1, from which on it takes longer; at 1 it takes longest. */
  private static final double BUSY = 0.85;

  private static final long LOOK_EVERY_NANOS = Duration.ofMillis(500).toNanos();

  private final DoubleSupplier load;
  private long lookedAt = System.nanoTime();
  private Duration time = SHORTEST;

  /** By the load of this machine's processors, or of those that its container may use. */
  BatchLinger() {
    this(
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            ::getCpuLoad);
  }

  /** By a load from 0 to 1 since it was asked for last; not a number or negative if unknown. */
  BatchLinger(DoubleSupplier load) {
    this.load = load;
    load.getAsDouble();
  }

  /** Between the beginnings of two batches at least, for now. */
  Duration time(long nanoTime) {
    if (nanoTime - lookedAt >= LOOK_EVERY_NANOS) {
      lookedAt = nanoTime;
      time = timeAt(load.getAsDouble());
    }
    return time;
  }

  private static Duration timeAt(double load) {
    double scarcity = Math.min((load - BUSY) / (1 - BUSY), 1);
    return scarcity > 0
        ? SHORTEST.plusNanos((long) (scarcity * LONGEST.minus(SHORTEST).toNanos()))
        : SHORTEST;
  }
}
