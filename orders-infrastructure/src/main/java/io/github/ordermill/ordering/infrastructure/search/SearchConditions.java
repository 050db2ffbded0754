package io.github.ordermill.ordering.infrastructure.search;

import io.github.ordermill.ordering.infrastructure.search.SearchWords.Run;
import io.github.ordermill.shared.infrastructure.database.SqlText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Conditions on rows {@code s} of {@code views.order_search}: they match all words of a text. */
public final class SearchConditions {

  /** The prefix of an order number is ignored, since all orders have it. */
  private static final Pattern NUMBER_PREFIX = Pattern.compile("(?i)\\bO-(?=\\d)");

  private static final int MAX_SHORT_WORD_LENGTH = 2;
  private static final int MAX_EXPANDED_WORDS = 8;

  /** Maximum number of runs that are searched as one word though spaces separate them. */
  private static final int MAX_JOINED = 3;

  private static final String HIGHEST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

  private SearchConditions() {}

  /**
   * The conditions of a text.
   *
   * @param words of the database that is searched
   * @param text may be null
   * @return empty if the text is null; one that no row satisfies if the text has no word
   */
  public static List<SqlText> of(SearchWords words, String text) {
    if (text == null) {
      return List.of();
    }
    var runs = words.runs(NUMBER_PREFIX.matcher(text).replaceAll(""));
    if (runs.isEmpty()) {
      return List.of(SqlText.of("false"));
    }
    var conditions = new ArrayList<SqlText>();
    var queries = new ArrayList<SqlText>();
    for (int i = 0; i < runs.size(); i++) {
      var alternatives = alternatives(runs, i);
      var query = runs.get(i).isIdeographic() ? ideographs(runs.get(i)) : query(alternatives);
      var codes = alternatives.stream().filter(SearchConditions::isLongCode).toList();
      if (codes.isEmpty()) {
        queries.add(query);
      } else {
        conditions.add(anyOf(query, codes));
      }
    }
    if (!queries.isEmpty()) {
      conditions.add(SqlText.of("s.words @@ (").add(SqlText.join(" && ", queries)).add(")"));
    }
    return conditions;
  }

  /**
   * The words by which a run is found: itself, joined with its neighbours, and the whole chunk
   * between spaces. So "Anne Marie" finds "Annemarie", and "SK9 6AB" finds "SK96AB".
   */
  private static Set<String> alternatives(List<Run> runs, int index) {
    var run = runs.get(index);
    if (run.isIdeographic()) {
      return Set.of();
    }
    var alternatives = new LinkedHashSet<>(List.of(SearchWords.cut(run.text())));
    for (int length = 2; length <= MAX_JOINED; length++) {
      for (int from = index - length + 1; from <= index; from++) {
        addJoined(runs, from, from + length, alternatives);
      }
    }
    var chunk =
        runs.stream().filter(it -> it.chunk() == run.chunk() && !it.isIdeographic()).toList();
    alternatives.add(SearchWords.joined(chunk));
    return alternatives;
  }

  private static void addJoined(List<Run> runs, int from, int to, Set<String> alternatives) {
    if (from >= 0
        && to <= runs.size()
        && runs.subList(from, to).stream().noneMatch(Run::isIdeographic)) {
      alternatives.add(SearchWords.joined(runs.subList(from, to)));
    }
  }

  private static SqlText anyOf(SqlText query, List<String> codes) {
    var condition = SqlText.of("(s.words @@ (").add(query).add(")");
    codes.forEach(code -> condition.add(" OR s.codes LIKE ?", "%" + code + "%"));
    return condition.add(")");
  }

  /** Parts of number and reference that have digits are found by any piece of this length. */
  private static boolean isLongCode(String word) {
    return SearchWords.isCode(word) && word.length() > MAX_SHORT_WORD_LENGTH;
  }

  private static SqlText ideographs(Run run) {
    var searched = Ideographs.searched(SearchWords.cut(run.text()));
    return searched.size() == 1 && searched.get(0).equals(run.text())
        ? SqlText.of("?::tsquery", "'" + run.text() + "':*")
        : SqlText.of("?::tsquery", lexemes(searched, "", " & "));
  }

  /** A query for any of the words. */
  private static SqlText query(Set<String> alternatives) {
    var words = new ArrayList<>(alternatives);
    var word = words.remove(0);
    var query =
        word.length() <= MAX_SHORT_WORD_LENGTH || SearchWords.isCode(word)
            ? SqlText.of("(?::tsquery", lexeme(word))
            : SqlText.of("(").add(prefix(word)).add(" || ").add(compound(word));
    return words.isEmpty()
        ? query.add(")")
        : query.add(
            " || ?::tsquery)",
            words.stream().map(SearchConditions::lexeme).collect(Collectors.joining(" | ")));
  }

  /**
   * A query for all words with that prefix. If they are few, they are listed one by one: the index
   * scan then follows the rarest word, where for a prefix it would collect all orders.
   */
  private static SqlText prefix(String word) {
    return SqlText.of(
        """
        (SELECT CASE WHEN count(*) BETWEEN 1 AND %1$d
                THEN string_agg('''' || word || '''', '|') ELSE ? END::tsquery
         FROM (SELECT word FROM views.search_word WHERE word >= ? AND word < ? LIMIT %1$d + 1) w)\
        """
            .formatted(MAX_EXPANDED_WORDS),
        lexeme(word),
        word,
        word + HIGHEST_CHARACTER);
  }

  /** A query for two words that make this one together: "annemarie" finds "Anne Marie". */
  private static SqlText compound(String word) {
    int[] characters = word.codePoints().toArray();
    var firsts =
        IntStream.range(1, characters.length)
            .mapToObj(i -> new String(characters, 0, i))
            .toArray(String[]::new);
    var seconds =
        IntStream.range(1, characters.length)
            .mapToObj(i -> new String(characters, i, characters.length - i))
            .toArray(String[]::new);
    return SqlText.of(
        """
        (SELECT coalesce(string_agg('''' || a || ''' & ''' || b || '''', ' | '), '')::tsquery
         FROM unnest(?, ?) AS split (a, b)
         WHERE EXISTS (SELECT FROM views.search_word WHERE word = a)
         AND EXISTS (SELECT FROM views.search_word WHERE word = b))\
        """,
        firsts,
        seconds);
  }

  private static String lexeme(String word) {
    return lexemes(List.of(word), word.length() <= MAX_SHORT_WORD_LENGTH ? "" : ":*", "");
  }

  /** Words consist of letters, marks and digits, so nothing needs escaping. */
  private static String lexemes(Collection<String> words, String suffix, String separator) {
    return words.stream().map(it -> "'" + it + "'" + suffix).collect(Collectors.joining(separator));
  }
}
