package io.github.ordermill.settings;

/**
 * A setting that stops the start; the message is one sentence that names it and says what to do.
 */
public final class InvalidSetting extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** States what is wrong and what to do about it. */
  public InvalidSetting(String sentence) {
    super(sentence, null, false, false);
  }
}
