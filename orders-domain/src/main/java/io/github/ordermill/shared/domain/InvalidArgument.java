package io.github.ordermill.shared.domain;

/**
 * Refusal of an argument that is invalid for this aggregate in any state, such as the number of a
 * line that it does not have. Nothing has been changed.
 */
public final class InvalidArgument extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String argument;

  /**
   * Refusal of one argument.
   *
   * @param argument path of the argument within the command, e.g. {@code lines[0].line}
   * @param message the violated condition, worded to follow the path: "must be 3 or less"
   */
  public InvalidArgument(String argument, String message) {
    // An expected answer, not a fault: a stack trace would only cost time.
    super(message, null, false, false);
    this.argument = argument;
  }

  /** Path of the argument within the command. */
  public String argument() {
    return argument;
  }
}
