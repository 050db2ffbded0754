package io.github.ordermill.shared.application;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Amount that the reads of one query may bring into memory. The web module sets it by {@link
 * #during}; finders in orders-infrastructure ask it by {@link #current} before they read what
 * clients decide the size of. Work without an allowance, such as a command or a projection, is not
 * limited. It does not follow work to other threads. Implementations are thread-safe.
 */
public abstract class ReadAllowance {

  private static final ThreadLocal<ReadAllowance> CURRENT = new ThreadLocal<>();

  /** A query would read more than its allowance has left. */
  public static final class Exceeded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Exceeded() {
      super("the answer would be too large", null, false, false);
    }
  }

  /** The allowance of the work that the current thread is doing, if it has one. */
  public static Optional<ReadAllowance> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /**
   * Takes bytes of the allowance before they are read.
   *
   * @param bytes of texts in UTF-8; zero or more
   * @throws Exceeded if as many are not left
   */
  public abstract void takeBytes(long bytes);

  /**
   * Checks that as many entries of lists may follow, before they are read.
   *
   * @param entries zero or more
   * @throws Exceeded if they may not
   */
  public abstract void checkEntries(long entries);

  /** Runs {@code work} on the current thread with this as its {@link #current} allowance. */
  public final void during(Runnable work) {
    during(
        () -> {
          work.run();
          return null;
        });
  }

  /**
   * Runs {@code work} on the current thread with this as its {@link #current} allowance; restores
   * the thread's former allowance afterwards.
   */
  public final <T> T during(Supplier<T> work) {
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
