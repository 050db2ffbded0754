package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlText;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows of {@code views.order_search}, {@code search_word} and {@code order_product}: what orders
 * are found by that does not change with their state. They are written when an order is placed, and
 * again when what is searched has changed.
 *
 * <p>Words of product names and addressee, and the letters of the reference, are found by the whole
 * word, or from three letters on by its beginning. The parts of number and reference that have
 * digits are found from three characters on by any piece, shorter ones as words.
 */
final class OrderSearchTable {

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");

  /** The letter in front of a number says nothing: every order has it. */
  private static final Pattern NUMBER_PREFIX = Pattern.compile("(?i)\\bO-(?=\\d)");

  private static final int SHORT = 2;
  private static final int FEW = 8;
  private static final String HIGHEST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

  private OrderSearchTable() {}

  private record Searched(OrderView view, Set<String> words) {}

  /**
   * Writes what has changed.
   *
   * @param before the views as they were, without those of new orders
   */
  static void save(
      Connection connection, Map<UUID, OrderView> before, Collection<OrderView> after) {
    var changed =
        after.stream()
            .filter(view -> !searchesAlike(before.get(view.id()), view))
            .map(view -> new Searched(view, words(view)))
            .toList();
    saveWords(connection, changed);
    Sql.batch(
        connection,
        """
        INSERT INTO views.order_search (order_id, placed_at, currency, reference, words, codes)
        SELECT order_id, placed_at, currency, reference, array_to_tsvector(string_to_array(words, ' ')), codes
        FROM unnest(?, ?, ?, ?, ?, ?) AS new (order_id, placed_at, currency, reference, words, codes)
        ON CONFLICT (order_id) DO UPDATE SET words = excluded.words, codes = excluded.codes
        """,
        changed.stream()
            .map(
                searched ->
                    new Object[] {
                      searched.view.id(),
                      searched.view.placedAt(),
                      searched.view.total().currency(),
                      searched.view.reference(),
                      String.join(" ", searched.words),
                      codes(searched.view)
                    })
            .toList());
    Sql.batch(
        connection,
        """
        INSERT INTO views.order_product (product_id, placed_at, order_id)
        SELECT * FROM unnest(?, ?, ?)
        """,
        after.stream()
            .filter(view -> !before.containsKey(view.id()))
            .flatMap(
                view ->
                    view.lines().stream()
                        .map(OrderView.Line::productId)
                        .distinct()
                        .map(product -> new Object[] {product, view.placedAt(), view.id()}))
            .toList());
  }

  /** In the same order always, so that two nodes do not wait for each other. */
  private static void saveWords(Connection connection, List<Searched> changed) {
    var words = new TreeSet<String>();
    changed.forEach(searched -> words.addAll(searched.words));
    if (!words.isEmpty()) {
      Sql.update(
          connection,
          "INSERT INTO views.search_word (word) SELECT unnest(?) ON CONFLICT DO NOTHING",
          (Object) words.toArray(String[]::new));
    }
  }

  /** What is left of the rows {@code s} when all words of a text must be found. */
  static List<SqlText> conditions(String text) {
    var conditions = new ArrayList<SqlText>();
    var names = new ArrayList<SqlText>();
    for (var word :
        SearchWords.in(NUMBER_PREFIX.matcher(text == null ? "" : text).replaceAll(""))) {
      if (SearchWords.isCode(word) && word.length() > SHORT) {
        conditions.add(
            SqlText.of(
                "(s.words @@ ?::tsquery OR s.codes LIKE ?)", lexeme(word), "%" + word + "%"));
      } else {
        names.add(
            word.length() <= SHORT ? SqlText.of("?::tsquery", lexeme(word)) : beginning(word));
      }
    }
    if (!names.isEmpty()) {
      conditions.add(SqlText.of("s.words @@ (").add(SqlText.join(" && ", names)).add(")"));
    }
    return conditions;
  }

  /**
   * Any of the words that begin so, by name if they are few: the index then goes along the rarest
   * word of a text and skips in the others, where for a beginning it would collect every order.
   */
  private static SqlText beginning(String word) {
    return SqlText.of(
        """
        (SELECT CASE WHEN count(*) BETWEEN 1 AND %1$d
                THEN string_agg('''' || word || '''', '|') ELSE ? END::tsquery
         FROM (SELECT word FROM views.search_word WHERE word >= ? AND word < ? LIMIT %1$d + 1) w)\
        """
            .formatted(FEW),
        lexeme(word),
        word,
        word + HIGHEST_CHARACTER);
  }

  /** Words have letters, marks and digits only, so there is nothing to escape. */
  private static String lexeme(String word) {
    return "'" + word + "'" + (word.length() <= SHORT ? "" : ":*");
  }

  private static boolean searchesAlike(OrderView before, OrderView after) {
    return before != null && searchedText(before).equals(searchedText(after));
  }

  /** All that {@link #words} are taken from. */
  private static List<String> searchedText(OrderView view) {
    return Stream.concat(
            Stream.of(view.shippingAddress().name(), view.reference()),
            view.lines().stream().map(OrderView.Line::name))
        .toList();
  }

  private static Set<String> words(OrderView view) {
    var names =
        Stream.concat(
                Stream.of(view.shippingAddress().name()),
                view.lines().stream().map(OrderView.Line::name))
            .flatMap(name -> SearchWords.in(name).stream());
    var reference =
        SearchWords.in(view.reference()).stream()
            .flatMap(word -> Arrays.stream(NO_LETTERS.split(word)))
            .filter(letters -> !letters.isEmpty());
    var shortCodes = codesOf(view).filter(code -> code.length() <= SHORT);
    return Stream.of(names, reference, shortCodes)
        .flatMap(Function.identity())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String codes(OrderView view) {
    return codesOf(view).distinct().collect(Collectors.joining(" ", " ", " "));
  }

  private static Stream<String> codesOf(OrderView view) {
    return Stream.of(view.number(), view.reference())
        .flatMap(text -> SearchWords.in(text).stream())
        .filter(SearchWords::isCode);
  }
}
