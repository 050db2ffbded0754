package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.shared.application.validation.Text;
import java.util.List;
import java.util.Random;

/** Texts that the contract admits: of every script, of every length, and the worst to normalise. */
final class AnyText {

  /** Characters that normalisation turns into many, the longest at 18. */
  private static final int[] EXPANDING = {
    0x3316, 0xFDFA, 0x3300, 0x1E9E, 0xFB03, 0x2A74, 0xAC01, 0x1F82, 0x0390, 0x2100
  };

  private static final int[] COMBINING = {0x0301, 0x0308, 0x0327, 0x1DC4, 0x20D7, 0x064B, 0x3099};

  /** Blocks of scripts, and of symbols and emoji that Java 17 does not know. */
  private static final int[] BLOCKS = {
    0x0041, 0x00C0, 0x0100, 0x0180, 0x0250, 0x0370, 0x0400, 0x0530, 0x05D0, 0x0620, 0x0710, 0x0904,
    0x0985, 0x0E01, 0x0E81, 0x0F40, 0x1000, 0x10A0, 0x1100, 0x1200, 0x13A0, 0x1780, 0x1820, 0x1E00,
    0x1F00, 0x2190, 0x2C00, 0x3041, 0x30A1, 0x3105, 0x3400, 0x4E00, 0x9F00, 0xA000, 0xAC00, 0xC900,
    0xFB50, 0xFE70, 0xFF01, 0x10330, 0x10400, 0x1D400, 0x1E900, 0x1F600, 0x1FAE0, 0x20000, 0x2A700
  };

  private static final List<String> PUNCTUATION =
      List.of(
          " ", "\t", "\n", "-", "'", "’", "\\", "\"", "%", "_", ":*", "&", "|", "!", "(", ")", "<",
          "\u00a0", "\u200b", "\u2060", "\ufe0f", "\u200d", "\u00ad");

  /** The constraint for texts of that length, as the bus checks it. */
  private record Limited(@Text(max = 10_000) String text) {}

  private static final Text.Validator VALIDATOR = new Text.Validator();

  static {
    VALIDATOR.initialize(
        Limited.class.getRecordComponents()[0].getAccessor().getAnnotation(Text.class));
  }

  private final Random random;

  AnyText(Random random) {
    this.random = random;
  }

  /**
   * An admitted text.
   *
   * @param max length in UTF-16 code units, which one text in three has
   */
  String of(int max) {
    int length = random.nextInt(3) == 0 ? max : 1 + random.nextInt(max);
    String text;
    do {
      text = cut(anyText(length), length);
    } while (!VALIDATOR.isValid(text, null));
    return text;
  }

  private String anyText(int length) {
    return switch (random.nextInt(7)) {
      case 0 -> repeated(EXPANDING[random.nextInt(EXPANDING.length)], length);
      case 1 -> "a" + repeated(COMBINING[random.nextInt(COMBINING.length)], length - 1);
      case 2 -> letters(BLOCKS[random.nextInt(BLOCKS.length)], length);
      case 3 -> sentence(length);
      case 4 -> repeated('0' + random.nextInt(10), length);
      case 5 -> anyCharacters(length);
      default -> letters(0xAC00 + random.nextInt(10_000), length);
    };
  }

  private static String repeated(int character, int length) {
    return Character.toString(character).repeat(Math.max(length, 1));
  }

  private String letters(int block, int length) {
    var text = new StringBuilder();
    while (text.length() < length) {
      text.appendCodePoint(block + random.nextInt(90));
    }
    return text.toString();
  }

  private String sentence(int length) {
    var text = new StringBuilder();
    while (text.length() < length) {
      text.append(letters(BLOCKS[random.nextInt(BLOCKS.length)], 1 + random.nextInt(6)));
      text.append(PUNCTUATION.get(random.nextInt(PUNCTUATION.size())));
    }
    return text.toString();
  }

  private String anyCharacters(int length) {
    var text = new StringBuilder();
    while (text.length() < length) {
      int character = random.nextInt(Character.MAX_CODE_POINT + 1);
      if (VALIDATOR.isValid("a" + Character.toString(character), null)) {
        text.appendCodePoint(character);
      }
    }
    return text.toString();
  }

  /** The first {@code length} code units, without the first half of a pair at the end. */
  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }
}
