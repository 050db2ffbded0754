package io.github.ordermill.shared.application.validation;

/**
 * Properties of characters that do not depend on the version of Unicode that Java knows: new
 * characters are the same on every server.
 */
public final class Characters {

  /**
   * Ranges of the characters that show nothing, apart from white space: the property <a
   * href="https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point">
   * Default_Ignorable_Code_Point</a>, interlinear annotations and the blank of Braille.
   */
  private static final int[][] INVISIBLE = {
    {0x00AD, 0x00AD},
    {0x034F, 0x034F},
    {0x061C, 0x061C},
    {0x115F, 0x1160},
    {0x17B4, 0x17B5},
    {0x180B, 0x180F},
    {0x200B, 0x200F},
    {0x202A, 0x202E},
    {0x2060, 0x206F},
    {0x2800, 0x2800},
    {0x3164, 0x3164},
    {0xFE00, 0xFE0F},
    {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0},
    {0xFFF0, 0xFFFB},
    {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A},
    {0xE0000, 0xE0FFF}
  };

  private Characters() {}

  /** Whether a text of this character alone is not blank. */
  static boolean isVisible(int character) {
    if (Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.isISOControl(character)) {
      return false;
    }
    for (var range : INVISIBLE) {
      if (character >= range[0] && character <= range[1]) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is no control character but tab and line breaks, no surrogate, no noncharacter. */
  public static boolean isStorable(int character) {
    if (Character.isISOControl(character)) {
      return character == '\t' || character == '\n' || character == '\r';
    }
    boolean isSurrogate =
        character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    return !isSurrogate
        && (character & 0xFFFE) != 0xFFFE
        && (character < 0xFDD0 || character > 0xFDEF);
  }

  /**
   * Whether it has the property <a href="https://www.unicode.org/reports/tr9/">Bidi_Control</a>.
   */
  static boolean changesDirection(int character) {
    return character == 0x061C
        || character == 0x200E
        || character == 0x200F
        || character >= 0x202A && character <= 0x202E
        || character >= 0x2066 && character <= 0x2069;
  }
}
