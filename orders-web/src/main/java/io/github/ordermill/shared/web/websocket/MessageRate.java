package io.github.ordermill.shared.web.websocket;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limit of what a client may send per second, by a <a
 * href="https://en.wikipedia.org/wiki/Token_bucket">token bucket</a> that holds two seconds' worth.
 * Each frame counts as one, and so do each 8 kB of it. For one thread at a time.
 */
final class MessageRate {

  private static final int BYTES_PER_UNIT = 8_192;
  private static final int SECONDS_HELD = 2;

  private final double perNano;
  private final double capacity;
  private final LongSupplier clock;
  private double available;
  private long updatedAt;

  /** With the number of units per second. */
  MessageRate(int perSecond) {
    this(perSecond, System::nanoTime);
  }

  MessageRate(int perSecond, LongSupplier nanoClock) {
    perNano = (double) perSecond / TimeUnit.SECONDS.toNanos(1);
    capacity = (double) perSecond * SECONDS_HELD;
    clock = nanoClock;
    available = capacity;
    updatedAt = clock.getAsLong();
  }

  /** Counts a frame; false if it exceeds the limit. */
  boolean take(int bytes) {
    long now = clock.getAsLong();
    available = Math.min(capacity, available + (now - updatedAt) * perNano);
    updatedAt = now;
    available -= 1 + bytes / BYTES_PER_UNIT;
    return available >= 0;
  }
}
