package io.github.ordermill.shared.application;

/** An answer was not there by its {@link Deadline}. Thrown by queries only: nothing has changed. */
public final class DeadlineExceeded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** For what the database said when it was told to stop, null if it was not even asked. */
  public DeadlineExceeded(Throwable cause) {
    super("there is no time left for an answer", cause);
  }
}
