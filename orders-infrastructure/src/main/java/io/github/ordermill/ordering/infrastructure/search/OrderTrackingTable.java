package io.github.ordermill.ordering.infrastructure.search;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Tracking numbers of orders, each as one search word: {@code views.order_tracking}. They are not
 * in the row of the order, which would have to be written again, with all its words, for each
 * shipment.
 */
final class OrderTrackingTable {

  /** Maximum number of tracking numbers found by a word, the first ones in sorted order. */
  static final int MAX_FOUND = 100;

  private static final String LOWEST_CHARACTER = "\u0001";

  private OrderTrackingTable() {}

  record OrderWord(UUID order, String word) {}

  private record Found(String searched, UUID order) {}

  /** Adds words; in sorted order, so that two nodes do not deadlock. */
  static void add(Connection connection, Collection<OrderWord> words) {
    Sql.batch(
        connection,
        """
        INSERT INTO views.order_tracking (word, order_id) SELECT * FROM unnest(?, ?)
        ON CONFLICT DO NOTHING
        """,
        words.stream()
            .sorted(Comparator.comparing(OrderWord::word).thenComparing(OrderWord::order))
            .map(it -> new Object[] {it.word, it.order})
            .toList());
  }

  /**
   * The orders that have a tracking number, by the word that finds it: the whole number or, from
   * three characters on, its beginning. At most {@link #MAX_FOUND} per word.
   */
  static Map<String, Set<UUID>> find(Connection connection, Set<String> words) {
    var searched = words.toArray(String[]::new);
    var ends = words.stream().map(OrderTrackingTable::end).toArray(String[]::new);
    var found = new HashMap<String, Set<UUID>>();
    find(connection, searched, ends)
        .forEach(it -> found.computeIfAbsent(it.searched, w -> new HashSet<>()).add(it.order));
    return found;
  }

  private static List<Found> find(Connection connection, String[] searched, String[] ends) {
    return Sql.query(
        connection,
        """
        SELECT w.word, t.order_id FROM unnest(?, ?) AS w (word, word_end)
        CROSS JOIN LATERAL (
          SELECT order_id FROM views.order_tracking t
          WHERE t.word >= w.word AND t.word < w.word_end
          ORDER BY t.word, t.order_id LIMIT %d) t
        """
            .formatted(MAX_FOUND),
        row -> new Found(row.getString("word"), Sql.uuid(row, "order_id")),
        searched,
        ends);
  }

  /** The lower bound of the words that a word does not find. */
  private static String end(String word) {
    return word + (SearchWords.isShort(word) ? LOWEST_CHARACTER : SearchWords.HIGHEST_CHARACTER);
  }
}
