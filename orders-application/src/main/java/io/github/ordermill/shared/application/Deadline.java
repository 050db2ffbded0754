package io.github.ordermill.shared.application;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Until when an answer is wanted. What a thread asks of the database {@link #during} it is
 * cancelled when it is over; work without one may take as long as it likes. Safe for use by several
 * threads.
 */
public final class Deadline {

  private static final ThreadLocal<Deadline> CURRENT = new ThreadLocal<>();

  private volatile long end;

  private Deadline(long end) {
    this.end = end;
  }

  /** From now on for so long. */
  public static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** The deadline of what this thread is doing, if it has one. */
  public static Optional<Deadline> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** What is left of it, nothing once it is over. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /**
   * Goes on if there is time left.
   *
   * @throws DeadlineExceeded if there is none
   */
  public void check() {
    if (left().isZero()) {
      throw new DeadlineExceeded(null);
    }
  }

  /** Puts it off by so long, for what the client has asked to wait for. */
  public synchronized void postpone(Duration duration) {
    end += duration.toNanos();
  }

  /** Does some work on this thread that is wanted until then. */
  public void during(Runnable work) {
    during(
        () -> {
          work.run();
          return null;
        });
  }

  /** Does some work on this thread that is wanted until then, and gives its result. */
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
