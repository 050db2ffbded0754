package io.github.ordermill.shared.application;

/**
 * A query did not finish before its {@link Deadline}. Commands have none, so nothing has changed.
 */
public final class DeadlineExceeded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Failure caused by {@code cause}.
   *
   * @param cause the database's error for the cancelled statement, null if no statement was started
   */
  public DeadlineExceeded(Throwable cause) {
    super("there is no time left for an answer", cause);
  }
}
