package io.github.ordermill.ordering.infrastructure.search;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Splits text into search words: runs of letters and digits, in lower case and without accents. All
 * other characters only separate words, so none has a special meaning.
 *
 * <p>A word is cut after {@link #MAX_LENGTH}. Normalisation can make 18 characters of one, and
 * PostgreSQL refuses longer words: 2 kB is the limit of a lexeme, 2.7 kB that of a B-tree entry.
 */
public final class SearchWords {

  /** Maximum length of a word in UTF-16 code units, that of a searched text. */
  static final int MAX_LENGTH = 100;

  private static final char LAST_ASCII = 127;
  private static final Pattern ACCENT = Pattern.compile("\\p{Mn}+");
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}]+");
  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

  private SearchWords() {}

  /** The distinct words of a text, in order; empty if it is null. */
  public static List<String> in(String text) {
    if (text == null) {
      return List.of();
    }
    var words = new LinkedHashSet<String>();
    for (var word : SEPARATORS.split(folded(text))) {
      words.add(cut(word));
    }
    words.remove("");
    return List.copyOf(words);
  }

  private static String cut(String word) {
    if (word.length() <= MAX_LENGTH) {
      return word;
    }
    boolean splitsPair = Character.isHighSurrogate(word.charAt(MAX_LENGTH - 1));
    return word.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH);
  }

  /** Whether a word has a digit. */
  public static boolean isCode(String word) {
    return DIGIT.matcher(word).find();
  }

  /** The text in lower case without accents: "Crème" as "creme", "Straße" as "strasse". */
  private static String folded(String text) {
    if (text.chars().allMatch(character -> character <= LAST_ASCII)) {
      return text.toLowerCase(Locale.ROOT);
    }
    var plain = ACCENT.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    return plain.toLowerCase(Locale.ROOT).replace("ß", "ss");
  }
}
