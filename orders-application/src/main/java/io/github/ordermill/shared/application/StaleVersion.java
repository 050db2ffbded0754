package io.github.ordermill.shared.application;

/** A command expects another version than there is. */
public final class StaleVersion extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int expected;
  private final int actual;

  /** {@code expected} is what the client said, {@code actual} what there is. */
  public StaleVersion(int expected, int actual) {
    super("version " + expected + " expected, " + actual + " found", null, false, false);
    this.expected = expected;
    this.actual = actual;
  }

  /** What the client said. */
  public int expected() {
    return expected;
  }

  /** What there is. */
  public int actual() {
    return actual;
  }
}
