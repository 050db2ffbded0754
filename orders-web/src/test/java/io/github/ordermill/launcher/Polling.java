package io.github.ordermill.launcher;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition of a process, where no event announces it. */
final class Polling {

  private Polling() {}

  /**
   * Evaluates a condition until it holds.
   *
   * @param interval pause between two evaluations
   * @return whether it held within the timeout
   */
  static boolean until(BooleanSupplier condition, Duration timeout, Duration interval) {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(interval.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting", e);
      }
    }
    return true;
  }
}
