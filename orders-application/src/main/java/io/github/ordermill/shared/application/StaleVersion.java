package io.github.ordermill.shared.application;

/** Refusal of a command because its aggregate is not at the version that the client expects. */
public final class StaleVersion extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int expected;
  private final int actual;

  /**
   * Conflict between two versions.
   *
   * @param expected version that the client expects
   * @param actual current version of the aggregate
   */
  public StaleVersion(int expected, int actual) {
    super("version " + expected + " expected, " + actual + " found", null, false, false);
    this.expected = expected;
    this.actual = actual;
  }

  /** Version that the client expects. */
  public int expected() {
    return expected;
  }

  /** Current version of the aggregate. */
  public int actual() {
    return actual;
  }
}
