package io.github.ordermill.ordering.infrastructure.search;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Characters of scripts without spaces between words, and the pairs by which they are found. */
final class Ideographs {

  private static final Set<UnicodeScript> SCRIPTS =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO);

  private static final int FIRST = 0x1100;

  /** The planes of Han characters, those that Java does not know yet included. */
  private static final int FIRST_OF_PLANES = 0x20000;

  private static final int END_OF_PLANES = 0x40000;

  /** Marks of voiced sounds, and the mark of long ones; they belong to no script. */
  private static final Set<Integer> KANA_MARKS = Set.of(0x3099, 0x309A, 0x30FC);

  private Ideographs() {}

  static boolean contains(int character) {
    return character >= FIRST
        && (SCRIPTS.contains(UnicodeScript.of(character))
            || character >= FIRST_OF_PLANES && character < END_OF_PLANES
            || KANA_MARKS.contains(character));
  }

  /** Adds what a sequence is indexed by: its pairs, and the last character alone. */
  static void addIndexed(String sequence, Set<String> words) {
    var characters = characters(sequence);
    words.addAll(pairs(characters));
    if (!characters.isEmpty()) {
      words.add(characters.get(characters.size() - 1));
    }
  }

  /**
   * What an indexed sequence has that contains this one: all its pairs, or, for a single character,
   * a word that begins with it.
   */
  static List<String> searched(String sequence) {
    var characters = characters(sequence);
    return characters.size() == 1 ? characters : pairs(characters);
  }

  private static List<String> characters(String sequence) {
    return sequence.codePoints().mapToObj(Character::toString).toList();
  }

  private static List<String> pairs(List<String> characters) {
    var pairs = new ArrayList<String>();
    for (int i = 1; i < characters.size(); i++) {
      pairs.add(characters.get(i - 1) + characters.get(i));
    }
    return pairs;
  }
}
