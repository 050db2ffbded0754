package io.github.ordermill.shared.application;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Time limit of a query, of one event of a subscription, or of one command. SQL statements are
 * cancelled when it expires. Work without a deadline, such as a projection, is not limited.
 *
 * <p>The web module sets it by {@link #during}, which publishes it in a thread-local variable for
 * as long as the work runs on that thread. {@code Sql} in orders-infrastructure reads it by {@link
 * #current} before each statement and sets the statement's query timeout. It does not follow work
 * to other threads. Thread-safe.
 */
public final class Deadline {

  private static final ThreadLocal<Deadline> CURRENT = new ThreadLocal<>();

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  /** A deadline that expires {@code duration} from now. */
  public static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** The deadline of the work that the current thread is doing, if it has one. */
  public static Optional<Deadline> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Time until it expires, zero afterwards. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /**
   * Checks that it has not expired.
   *
   * @throws DeadlineExceeded if it has
   */
  public void check() {
    if (left().isZero()) {
      throw new DeadlineExceeded(null);
    }
  }

  /** Runs {@code work} on the current thread with this as its {@link #current} deadline. */
  public void during(Runnable work) {
    during(
        () -> {
          work.run();
          return null;
        });
  }

  /**
   * Runs {@code work} on the current thread with this as its {@link #current} deadline; restores
   * the thread's former deadline afterwards.
   */
  public <T> T during(Supplier<T> work) {
    var outer = CURRENT.get();
    CURRENT.set(this);
    try {
      return work.get();
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }
}
