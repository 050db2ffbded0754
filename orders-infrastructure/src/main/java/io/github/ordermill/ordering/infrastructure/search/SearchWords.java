package io.github.ordermill.ordering.infrastructure.search;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Splits texts into search words: runs of letters and digits, folded by {@link LetterFolding}. All
 * other characters only separate words, so none has a special meaning.
 *
 * <p>Words that only punctuation separates count as one word, too: "O'Brien" is found by "obrien",
 * and "AB-12X" by "ab12x". Chinese, Japanese and Korean have no spaces between words, or names of
 * two words without a space: a run of their characters is indexed by each two that follow one
 * another, and found by any part of it.
 *
 * <p>A word is cut after {@link #MAX_LENGTH}. Normalisation can make 18 characters of one, and
 * PostgreSQL refuses longer words: 2 kB is the limit of a lexeme, 2.7 kB that of a B-tree entry.
 */
public final class SearchWords {

  /** Maximum length of a word in UTF-16 code units, that of a searched text. */
  static final int MAX_LENGTH = 100;

  static final String HIGHEST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

  private static final int MAX_SHORT_LENGTH = 2;
  private static final Pattern RUN = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}]+");
  private static final Pattern SPACE = Pattern.compile("[\\p{Z}\\s]");
  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

  private final LetterFolding folding;

  private SearchWords(LetterFolding folding) {
    this.folding = folding;
  }

  /** The words by the rules of the database. */
  public static SearchWords of(Connection connection) {
    return new SearchWords(LetterFolding.of(connection));
  }

  /**
   * A run of characters of one kind.
   *
   * @param chunk number of the chunk between spaces that it is in, from 0 on
   * @param isIdeographic whether it is Chinese, Japanese or Korean
   */
  record Run(String text, int chunk, boolean isIdeographic) {}

  /** Whether a word has a digit. */
  static boolean isCode(String word) {
    return DIGIT.matcher(word).find();
  }

  /** Whether a word is too short to find others by their beginnings. */
  static boolean isShort(String word) {
    return word.length() <= MAX_SHORT_LENGTH;
  }

  /** The runs of a text, in order; none if it is null. */
  List<Run> runs(String text) {
    var runs = new ArrayList<Run>();
    if (text == null) {
      return runs;
    }
    var folded = folding.folded(text);
    var matcher = RUN.matcher(folded);
    int chunk = 0;
    int end = 0;
    while (matcher.find()) {
      if (end > 0 && SPACE.matcher(folded.substring(end, matcher.start())).find()) {
        chunk++;
      }
      end = matcher.end();
      addRuns(runs, matcher.group(), chunk);
    }
    return runs;
  }

  private static void addRuns(List<Run> runs, String text, int chunk) {
    int start = 0;
    while (start < text.length()) {
      boolean kind = Ideographs.contains(text.codePointAt(start));
      int end = start;
      while (end < text.length() && Ideographs.contains(text.codePointAt(end)) == kind) {
        end += Character.charCount(text.codePointAt(end));
      }
      runs.add(new Run(text.substring(start, end), chunk, kind));
      start = end;
    }
  }

  /** The words by which prose such as a name is found. */
  Set<String> ofProse(String text) {
    var runs = runs(text);
    var words = ideographs(runs);
    runs.stream().filter(run -> !run.isIdeographic).forEach(run -> words.add(cut(run.text)));
    for (int i = 1; i < runs.size(); i++) {
      words.addAll(joinedChunk(runs, i));
    }
    return words;
  }

  /** The joined word of a chunk that ends with a run, if it has several runs and no ideographs. */
  private static List<String> joinedChunk(List<Run> runs, int last) {
    int chunk = runs.get(last).chunk;
    boolean isLast = last + 1 == runs.size() || runs.get(last + 1).chunk != chunk;
    if (!isLast || runs.get(last - 1).chunk != chunk) {
      return List.of();
    }
    var parts = runs.stream().filter(run -> run.chunk == chunk && !run.isIdeographic).toList();
    return parts.size() < 2 ? List.of() : List.of(joined(parts));
  }

  /**
   * The words by which an identifier is found: the whole without spaces and punctuation, and its
   * parts without digits.
   */
  Set<String> ofIdentifier(String text) {
    var runs = runs(text);
    var words = ideographs(runs);
    runs.stream()
        .filter(run -> !run.isIdeographic && !isCode(run.text))
        .forEach(run -> words.add(cut(run.text)));
    whole(runs).ifPresent(words::add);
    return words;
  }

  /** A text as one word, without spaces, punctuation and ideographs; empty if nothing is left. */
  Optional<String> whole(String text) {
    return whole(runs(text));
  }

  private static Optional<String> whole(List<Run> runs) {
    var parts = runs.stream().filter(run -> !run.isIdeographic).toList();
    return parts.isEmpty() ? Optional.empty() : Optional.of(joined(parts));
  }

  /** The runs as one word. */
  static String joined(List<Run> runs) {
    var joined = new StringBuilder();
    runs.forEach(run -> joined.append(run.text));
    return cut(joined.toString());
  }

  /** Pairs of ideographs, across spaces and punctuation: names are written with and without. */
  private static Set<String> ideographs(List<Run> runs) {
    var words = new LinkedHashSet<String>();
    var sequence = new StringBuilder();
    for (var run : runs) {
      if (run.isIdeographic) {
        sequence.append(run.text);
      } else {
        Ideographs.addIndexed(sequence.toString(), words);
        sequence.setLength(0);
      }
    }
    Ideographs.addIndexed(sequence.toString(), words);
    return words;
  }

  static String cut(String word) {
    if (word.length() <= MAX_LENGTH) {
      return word;
    }
    boolean splitsPair = Character.isHighSurrogate(word.charAt(MAX_LENGTH - 1));
    return word.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH);
  }
}
