package io.github.ordermill.shared.domain;

/**
 * An argument does not fit what it is about, whatever the state: a line that an order never had,
 * say. Nothing has been changed.
 */
public final class InvalidArgument extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String argument;

  /**
   * Refuses an argument.
   *
   * @param argument which, as a path: {@code lines[0].line}
   * @param message what is wrong, to be read after the path: "must be 3 or less"
   */
  public InvalidArgument(String argument, String message) {
    // An answer, not a fault: without a stack trace it costs next to nothing.
    super(message, null, false, false);
    this.argument = argument;
  }

  /** Which argument, as a path. */
  public String argument() {
    return argument;
  }
}
