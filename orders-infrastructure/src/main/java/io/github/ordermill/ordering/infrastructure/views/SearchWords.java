package io.github.ordermill.ordering.infrastructure.views;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text as it is searched: runs of letters and digits in small letters without accents. Everything
 * else stands between words and means nothing, so no character has a special effect.
 */
final class SearchWords {

  private static final char LAST_ASCII = 127;
  private static final Pattern ACCENT = Pattern.compile("\\p{Mn}+");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}]+");
  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

  private SearchWords() {}

  /** The words of a text, each once, in order; none if it is null. */
  static List<String> in(String text) {
    if (text == null) {
      return List.of();
    }
    var words = new LinkedHashSet<>(List.of(BETWEEN.split(folded(text))));
    words.remove("");
    return List.copyOf(words);
  }

  /** Whether a word has a digit, as every part of an order number has. */
  static boolean isCode(String word) {
    return DIGIT.matcher(word).find();
  }

  /** The text in small letters without accents: "Crème" as "creme", "Straße" as "strasse". */
  private static String folded(String text) {
    if (text.chars().allMatch(character -> character <= LAST_ASCII)) {
      return text.toLowerCase(Locale.ROOT);
    }
    var plain = ACCENT.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    return plain.toLowerCase(Locale.ROOT).replace("ß", "ss");
  }
}
