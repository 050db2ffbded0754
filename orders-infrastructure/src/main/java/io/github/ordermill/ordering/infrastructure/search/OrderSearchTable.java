package io.github.ordermill.ordering.infrastructure.search;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShipped;
import io.github.ordermill.ordering.infrastructure.search.OrderTrackingTable.OrderWord;
import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The search index of orders, independent of their status: {@code views.order_search}, {@code
 * views.search_word}, {@code views.order_product} and {@link OrderTrackingTable}. Rows are written
 * when an order is placed, and again when its addressee changes; tracking numbers are added.
 *
 * <p>Words match whole, and from three characters on by their beginnings. The parts of number and
 * reference with digits match by any piece of three characters or more.
 *
 * <p>What is only searched is cut rather than refused, since the order is accepted already: the
 * last words of an order that has too many are not found.
 */
public final class OrderSearchTable {

  /** Increased when words are made in another way; rows with a lower one are written again. */
  private static final int FORM = 1;

  /** Maximum number of an order's words, which bounds what its event costs. */
  private static final int MAX_WORDS = 10_000;

  /**
   * Maximum size of an order's words, in UTF-16 code units. PostgreSQL refuses a tsvector of 1 MB,
   * and a code unit has at most 3 bytes.
   */
  private static final int MAX_SIZE_OF_WORDS = 200_000;

  private static final Pattern NUMBER_WITHOUT_ZEROS = Pattern.compile("O-0*(\\d+)");

  private OrderSearchTable() {}

  private record IndexedOrder(OrderView view, Set<String> words, String codes) {}

  /**
   * Writes the rows of new orders and of those whose searched text has changed.
   *
   * @param before the views before the transaction, without those of new orders
   */
  public static void save(
      Connection connection, Map<UUID, OrderView> before, Collection<OrderView> after) {
    write(
        connection,
        after.stream().filter(view -> !hasSameSearchedText(before.get(view.id()), view)).toList());
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

  private static void write(Connection connection, List<OrderView> views) {
    if (views.isEmpty()) {
      return;
    }
    var searched = SearchWords.of(connection);
    var orders = views.stream().map(view -> indexed(view, searched)).toList();
    saveWords(connection, orders.stream().flatMap(order -> order.words.stream()));
    Sql.batch(
        connection,
        """
        INSERT INTO views.order_search (
          order_id, placed_at, currency, reference, words, codes, form)
        SELECT order_id, placed_at, currency, reference,
          array_to_tsvector(string_to_array(words, ' ')), codes, form
        FROM unnest(?, ?, ?, ?, ?, ?, ?)
          AS new (order_id, placed_at, currency, reference, words, codes, form)
        ON CONFLICT (order_id) DO UPDATE SET
          words = excluded.words, codes = excluded.codes, form = excluded.form
        """,
        orders.stream()
            .map(
                order ->
                    new Object[] {
                      order.view.id(),
                      order.view.placedAt(),
                      order.view.total().currency(),
                      order.view.reference(),
                      String.join(" ", order.words),
                      order.codes,
                      FORM
                    })
            .toList());
  }

  /**
   * Adds the tracking numbers of shipments.
   *
   * @param shipments of any orders
   */
  public static void addShipments(Connection connection, List<OrderShipped> shipments) {
    if (shipments.isEmpty()) {
      return;
    }
    var words = SearchWords.of(connection);
    OrderTrackingTable.add(
        connection,
        shipments.stream()
            .map(it -> tracking(words, it.order().value(), it.trackingNumber()))
            .flatMap(Optional::stream)
            .toList());
  }

  private static Optional<OrderWord> tracking(SearchWords words, UUID order, String number) {
    return words.whole(number).map(word -> new OrderWord(order, word));
  }

  /**
   * Words without digits, which searches look up. They are written in sorted order, so that two
   * nodes do not deadlock.
   */
  private static void saveWords(Connection connection, Stream<String> words) {
    var sorted =
        words
            .filter(word -> !SearchWords.isCode(word) && !Ideographs.contains(word.codePointAt(0)))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!sorted.isEmpty()) {
      Sql.update(
          connection,
          "INSERT INTO views.search_word (word) SELECT unnest(?) ON CONFLICT DO NOTHING",
          (Object) sorted.toArray(String[]::new));
    }
  }

  /** Orders that were written in an earlier form, locked against changes; some of them. */
  public static List<UUID> inEarlierForm(Connection connection, int limit) {
    return Sql.query(
        connection,
        "SELECT order_id FROM views.order_search WHERE form < 1 LIMIT ? FOR UPDATE SKIP LOCKED",
        row -> Sql.uuid(row, "order_id"),
        limit);
  }

  /**
   * Writes rows in the present form.
   *
   * @param orders those that {@link #inEarlierForm} has returned
   * @param views of the orders, with lines; a row without a view stays as it is
   */
  public static void rewrite(Connection connection, List<UUID> orders, List<OrderView> views) {
    Sql.update(
        connection,
        "UPDATE views.order_search SET form = ? WHERE order_id = ANY (?)",
        FORM,
        orders.toArray(UUID[]::new));
    write(connection, views);
    var words = SearchWords.of(connection);
    var added =
        Sql.query(
            connection,
            "SELECT order_id, tracking_number FROM views.order_shipment WHERE order_id = ANY (?)",
            row -> tracking(words, Sql.uuid(row, "order_id"), row.getString("tracking_number")),
            (Object) views.stream().map(OrderView::id).toArray(UUID[]::new));
    OrderTrackingTable.add(connection, added.stream().flatMap(Optional::stream).toList());
  }

  /** A view without lines has no event that changes searched text: they were not needed. */
  private static boolean hasSameSearchedText(OrderView before, OrderView after) {
    return before != null
        && (after.lines() == null || searchedAddress(before).equals(searchedAddress(after)));
  }

  private static List<String> searchedAddress(OrderView view) {
    var address = view.shippingAddress();
    return Arrays.asList(address.name(), address.city(), address.postalCode());
  }

  private static IndexedOrder indexed(OrderView view, SearchWords searched) {
    var reference = searched.ofIdentifier(view.reference());
    var referenceCodes = searched.runs(view.reference()).stream().map(SearchWords.Run::text);
    var codes =
        Stream.of(
                Stream.of(view.number().replaceFirst("^O-", "")),
                searched.whole(view.reference()).stream(),
                referenceCodes)
            .flatMap(Function.identity())
            .filter(SearchWords::isCode)
            .map(SearchWords::cut)
            .distinct()
            .toList();
    var address = view.shippingAddress();
    var words =
        Stream.of(
                Stream.of(NUMBER_WITHOUT_ZEROS.matcher(view.number()).replaceFirst("$1")),
                codes.stream().filter(SearchWords::isShort),
                reference.stream().filter(word -> !SearchWords.isCode(word)),
                searched.ofIdentifier(view.customerId()).stream(),
                searched.ofProse(address.name()).stream(),
                searched.ofProse(address.city()).stream(),
                searched.ofIdentifier(address.postalCode()).stream(),
                view.lines().stream().flatMap(line -> ofLine(line, searched)))
            .flatMap(Function.identity());
    return new IndexedOrder(view, limited(words), " " + String.join(" ", codes) + " ");
  }

  private static Stream<String> ofLine(OrderView.Line line, SearchWords searched) {
    return Stream.concat(
        searched.ofIdentifier(line.productId()).stream(), searched.ofProse(line.name()).stream());
  }

  /** The first words, up to the maximum number and size. */
  private static Set<String> limited(Stream<String> words) {
    var limited = new TreeSet<String>();
    int size = 0;
    for (var word : (Iterable<String>) words::iterator) {
      if (limited.size() == MAX_WORDS || size + word.length() > MAX_SIZE_OF_WORDS) {
        break;
      }
      if (limited.add(word)) {
        size += word.length();
      }
    }
    return limited;
  }
}
