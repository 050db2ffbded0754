package io.github.ordermill.shared.application;

/**
 * The database cannot be reached or is shutting down: it may work a little later. Whether a command
 * under way was carried out is not known; repeating it with its idempotency key is safe.
 */
public final class Unavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** For the reason {@code cause}, which is logged and not shown. */
  public Unavailable(Throwable cause) {
    super("the database is not available", cause);
  }
}
