package io.github.ordermill.settings;

/**
 * A setting that stops the start; the message is one sentence that names it and says what to do.
 */
public final class WrongSetting extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** States what is wrong and what to do about it. */
  public WrongSetting(String sentence) {
    super(sentence, null, false, false);
  }
}
