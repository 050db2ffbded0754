package io.github.ordermill.settings;

/** Invalid setting, which stops the start; the message names it and the remedy in one sentence. */
public final class InvalidSetting extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidSetting(String sentence) {
    super(sentence, null, false, false);
  }
}
