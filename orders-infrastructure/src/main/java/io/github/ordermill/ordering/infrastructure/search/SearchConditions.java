package io.github.ordermill.ordering.infrastructure.search;

import io.github.ordermill.ordering.infrastructure.search.SearchWords.Run;
import io.github.ordermill.shared.infrastructure.database.SqlText;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Conditions on rows {@code s} of {@code views.order_search}: they match all words of a text. */
public final class SearchConditions {

  /** The prefix of an order number is ignored, since all orders have it. */
  private static final Pattern NUMBER_PREFIX = Pattern.compile("(?i)\\bO-(?=\\d)");

  private static final int MAX_EXPANDED_WORDS = 8;

  /** Maximum number of runs that are searched as one word though spaces separate them. */
  private static final int MAX_JOINED = 3;

  private SearchConditions() {}

  /**
   * The conditions of a text.
   *
   * <p>Tracking numbers are looked up at once: only the few searches that find one compare the
   * orders, too, and the others keep their plan.
   *
   * @param connection to the database that is searched
   * @param text may be null
   * @return empty if the text is null; one that no row satisfies if the text has no word
   */
  public static List<SqlText> of(Connection connection, String text) {
    if (text == null) {
      return List.of();
    }
    var words = SearchWords.of(connection);
    var runs = words.runs(NUMBER_PREFIX.matcher(text).replaceAll(""));
    if (runs.isEmpty()) {
      return List.of(SqlText.of("false"));
    }
    var alternatives =
        IntStream.range(0, runs.size()).mapToObj(i -> alternatives(runs, i)).toList();
    var tracked = tracked(connection, alternatives, words.whole(text));
    var conditions = new ArrayList<SqlText>();
    var queries = new ArrayList<SqlText>();
    for (int i = 0; i < runs.size(); i++) {
      var any = alternatives.get(i);
      var query = any.isEmpty() ? ideographs(runs.get(i)) : query(any);
      var codes = any.stream().filter(SearchConditions::isLongCode).toList();
      var orders = tracked.get(i);
      if (codes.isEmpty() && orders.isEmpty()) {
        queries.add(query);
      } else {
        conditions.add(anyOf(query, codes, orders));
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

  /** The orders that each run finds by a tracking number: by its alternatives or the whole text. */
  private static List<Set<UUID>> tracked(
      Connection connection, List<Set<String>> alternatives, Optional<String> whole) {
    var searched =
        alternatives.stream().map(any -> any.isEmpty() ? any : with(any, whole)).toList();
    var all = searched.stream().flatMap(Set::stream).collect(Collectors.toSet());
    var found = OrderTrackingTable.find(connection, all);
    return searched.stream()
        .map(
            any ->
                any.stream()
                    .flatMap(word -> found.getOrDefault(word, Set.of()).stream())
                    .collect(Collectors.toSet()))
        .toList();
  }

  private static Set<String> with(Set<String> words, Optional<String> word) {
    return Stream.concat(words.stream(), word.stream()).collect(Collectors.toSet());
  }

  private static SqlText anyOf(SqlText query, List<String> codes, Set<UUID> orders) {
    var condition = SqlText.of("(s.words @@ (").add(query).add(")");
    codes.forEach(code -> condition.add(" OR s.codes LIKE ?", "%" + code + "%"));
    if (!orders.isEmpty()) {
      condition.add(" OR s.order_id = ANY (?)", (Object) orders.toArray(UUID[]::new));
    }
    return condition.add(")");
  }

  /** Parts of number and reference that have digits are found by any piece of this length. */
  private static boolean isLongCode(String word) {
    return SearchWords.isCode(word) && !SearchWords.isShort(word);
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
        SearchWords.isShort(word) || SearchWords.isCode(word)
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
        word + SearchWords.HIGHEST_CHARACTER);
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
    return lexemes(List.of(word), SearchWords.isShort(word) ? "" : ":*", "");
  }

  /** Words consist of letters, marks and digits, so nothing needs escaping. */
  private static String lexemes(Collection<String> words, String suffix, String separator) {
    return words.stream().map(it -> "'" + it + "'" + suffix).collect(Collectors.joining(separator));
  }
}
