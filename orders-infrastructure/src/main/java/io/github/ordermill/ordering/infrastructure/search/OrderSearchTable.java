package io.github.ordermill.ordering.infrastructure.search;

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
 * The search index of orders, independent of their status: {@code views.order_search}, {@code
 * views.search_word} and {@code views.order_product}. Rows are written when an order is placed, and
 * again when its searched text changes.
 *
 * <p>Words of product names and addressee, and the letters of the reference, match whole words, and
 * from three letters on prefixes. The parts of number and reference with digits match any substring
 * of three characters or more, and shorter ones as whole words.
 *
 * <p>What is only searched is cut rather than refused, since the order is accepted already: the
 * last words of an order that has too many are not found.
 */
public final class OrderSearchTable {

  private static final Pattern NON_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");

  /** The prefix of an order number is ignored, since all orders have it. */
  private static final Pattern NUMBER_PREFIX = Pattern.compile("(?i)\\bO-(?=\\d)");

  private static final int MAX_SHORT_WORD_LENGTH = 2;

  /** Maximum number of an order's words, which bounds what its event costs. */
  private static final int MAX_WORDS = 10_000;

  /**
   * Maximum size of an order's words, in UTF-16 code units, separators included. PostgreSQL refuses
   * a tsvector of 1 MB, and a code unit has at most 3 bytes.
   */
  private static final int MAX_SIZE_OF_WORDS = 200_000;

  private static final int MAX_EXPANDED_WORDS = 8;
  private static final String HIGHEST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

  private OrderSearchTable() {}

  private record IndexedOrder(OrderView view, Set<String> words) {}

  /**
   * Writes the rows of new orders and of those whose searched text has changed.
   *
   * @param before the views before the transaction, without those of new orders
   */
  public static void save(
      Connection connection, Map<UUID, OrderView> before, Collection<OrderView> after) {
    var changed =
        after.stream()
            .filter(view -> !hasSameSearchedText(before.get(view.id()), view))
            .map(view -> new IndexedOrder(view, words(view)))
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
                order ->
                    new Object[] {
                      order.view.id(),
                      order.view.placedAt(),
                      order.view.total().currency(),
                      order.view.reference(),
                      String.join(" ", order.words),
                      codes(order.view)
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

  /** Words are written in sorted order, so that two nodes do not deadlock. */
  private static void saveWords(Connection connection, List<IndexedOrder> changed) {
    var words = new TreeSet<String>();
    changed.forEach(order -> words.addAll(order.words));
    if (!words.isEmpty()) {
      Sql.update(
          connection,
          "INSERT INTO views.search_word (word) SELECT unnest(?) ON CONFLICT DO NOTHING",
          (Object) words.toArray(String[]::new));
    }
  }

  /** Conditions on rows {@code s}: all words of the text match; empty if it has no words. */
  public static List<SqlText> conditions(String text) {
    var conditions = new ArrayList<SqlText>();
    var names = new ArrayList<SqlText>();
    for (var word :
        SearchWords.in(NUMBER_PREFIX.matcher(text == null ? "" : text).replaceAll(""))) {
      if (SearchWords.isCode(word) && word.length() > MAX_SHORT_WORD_LENGTH) {
        conditions.add(
            SqlText.of(
                "(s.words @@ ?::tsquery OR s.codes LIKE ?)", lexeme(word), "%" + word + "%"));
      } else {
        names.add(
            word.length() <= MAX_SHORT_WORD_LENGTH
                ? SqlText.of("?::tsquery", lexeme(word))
                : prefix(word));
      }
    }
    if (!names.isEmpty()) {
      conditions.add(SqlText.of("s.words @@ (").add(SqlText.join(" && ", names)).add(")"));
    }
    return conditions;
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

  /** Words consist of letters, marks and digits, so nothing needs escaping. */
  private static String lexeme(String word) {
    return "'" + word + "'" + (word.length() <= MAX_SHORT_WORD_LENGTH ? "" : ":*");
  }

  /** A view without lines has no event that changes searched text: they were not needed. */
  private static boolean hasSameSearchedText(OrderView before, OrderView after) {
    return before != null
        && (after.lines() == null || searchedText(before).equals(searchedText(after)));
  }

  /** The text that {@link #words} are extracted from. */
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
            .flatMap(word -> Arrays.stream(NON_LETTERS.split(word)))
            .filter(letters -> !letters.isEmpty());
    var shortCodes = codesOf(view).filter(code -> code.length() <= MAX_SHORT_WORD_LENGTH);
    return limited(Stream.of(shortCodes, reference, names).flatMap(Function.identity()));
  }

  /** The first words, up to the maximum size. */
  private static Set<String> limited(Stream<String> words) {
    var limited = new TreeSet<String>();
    int size = 0;
    for (var word : (Iterable<String>) words::iterator) {
      if (limited.size() == MAX_WORDS || size + word.length() >= MAX_SIZE_OF_WORDS) {
        break;
      }
      if (limited.add(word)) {
        size += word.length() + 1;
      }
    }
    return limited;
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
