package io.github.ordermill.shared.application;

/**
 * Temporary failure: the database cannot be reached, has no resources left or is shutting down. It
 * is unknown whether a running command was committed; repeating it with its idempotency key is
 * safe.
 */
public final class Unavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Failure caused by {@code cause}.
   *
   * @param cause logged, but not sent to clients
   */
  public Unavailable(Throwable cause) {
    super("the database is not available", cause);
  }
}
