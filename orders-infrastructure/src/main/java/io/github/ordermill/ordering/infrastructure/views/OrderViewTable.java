package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.reading.OrderPart;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderView.Amount;
import io.github.ordermill.ordering.application.reading.OrderView.Sizes;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.json.JsonCodec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Views of orders, one per row: {@code views.order_view}. Fields to filter and sort by and the
 * sizes of parts are columns, lines are in the {@link OrderLineColumns}, all others are in a JSON
 * document.
 */
public final class OrderViewTable {

  /** Lines up to this size, per order, are read with the view. */
  static final int MAX_LINE_BYTES = 4_000;

  private static final int SHORT_DOCUMENT = 1_000;

  private static final String COLUMNS =
      """
      order_id, number, customer_id, reference, status, version, currency, total,
      placed_at, updated_at, in_transit, line_count, line_bytes, shipment_count, shipment_bytes,
      note_count, note_characters, note_bytes, event_bytes\
      """;

  /**
   * The document: all components of the view except those named here, which have columns or are
   * computed. A new component is in the document without further code, and null in rows written
   * before.
   */
  private static final JsonCodec DOCUMENTS =
      JsonCodec.STANDARD.excluding(
          OrderView.class,
          Set.of(
              "id",
              "number",
              "customerId",
              "reference",
              "status",
              "version",
              "total",
              "placedAt",
              "allowedActions",
              "lines",
              "sizes"));

  private OrderViewTable() {}

  /** The columns for {@link #read}, with their alias. */
  static String columns(String alias, Set<OrderPart> parts) {
    var columns = COLUMNS.replaceAll("(\\w+)", alias + ".$1");
    if (parts.contains(OrderPart.DETAILS)) {
      columns += ", " + alias + ".document";
    }
    if (parts.contains(OrderPart.LINES)) {
      columns += lines(alias, alias + ".line_bytes <= " + MAX_LINE_BYTES);
    }
    return columns;
  }

  private static String lines(String alias, String condition) {
    return ", CASE WHEN %1$s THEN %2$s.lines END AS lines, %2$s.quantities"
        .formatted(condition, alias);
  }

  /** The views of these orders with all details and lines, without those that have none. */
  public static List<OrderView> load(Connection connection, Collection<UUID> orders) {
    return load(connection, orders, orders);
  }

  /**
   * The views of these orders with all details, without those that have none.
   *
   * @param withLines the orders whose lines are read, too
   */
  static List<OrderView> load(
      Connection connection, Collection<UUID> orders, Collection<UUID> withLines) {
    return orders.isEmpty()
        ? List.of()
        : Sql.query(
            connection,
            "SELECT "
                + columns("v", Set.of(OrderPart.DETAILS))
                + lines("v", "v.order_id = ANY (?)")
                + " FROM views.order_view v WHERE v.order_id = ANY (?)",
            row -> read(row, OrderPart.ALL),
            withLines.toArray(UUID[]::new),
            orders.toArray(UUID[]::new));
  }

  /**
   * Writes views. What an event has not changed is not written again, if it may be long.
   *
   * @param before the stored views, without those of new orders
   * @param updatedAt the time of the last event, by order
   */
  static void save(
      Connection connection,
      Map<UUID, OrderView> before,
      Collection<OrderView> views,
      Map<UUID, Instant> updatedAt) {
    Sql.batch(
        connection,
        """
        INSERT INTO views.order_view (
          order_id, number, customer_id, reference, currency, placed_at, lines,
          status, version, total, updated_at, document, quantities,
          in_transit, line_count, line_bytes, shipment_count, shipment_bytes,
          note_count, note_characters, note_bytes, event_bytes)
        SELECT * FROM unnest(
          ?, ?, ?, ?, ?, ?, ?::json[],
          ?, ?, ?, ?, ?::json[], ?::json[],
          ?, ?, ?, ?, ?,
          ?, ?, ?, ?)
        """,
        views.stream()
            .filter(view -> !before.containsKey(view.id()))
            .map(
                view ->
                    new Object[] {
                      view.id(),
                      view.number(),
                      view.customerId(),
                      view.reference(),
                      view.total().currency(),
                      view.placedAt(),
                      OrderLineColumns.lines(view.lines()),
                      view.status().name(),
                      view.version(),
                      view.total().amount(),
                      updatedAt.get(view.id()),
                      DOCUMENTS.write(view),
                      OrderLineColumns.quantities(view.lines()),
                      view.shipping().inTransit().size(),
                      view.sizes().lines(),
                      view.sizes().lineBytes(),
                      view.sizes().shipments(),
                      view.sizes().shipmentBytes(),
                      view.sizes().notes(),
                      view.sizes().noteCharacters(),
                      view.sizes().noteBytes(),
                      view.sizes().eventBytes()
                    })
            .toList());
    Sql.batch(
        connection,
        """
        UPDATE views.order_view v SET
          status = new.status,
          version = new.version,
          total = new.total,
          updated_at = new.updated_at,
          document = coalesce(new.document, v.document),
          quantities = coalesce(new.quantities, v.quantities),
          in_transit = new.in_transit,
          shipment_count = new.shipment_count,
          shipment_bytes = new.shipment_bytes,
          note_count = new.note_count,
          note_characters = new.note_characters,
          note_bytes = new.note_bytes,
          event_bytes = new.event_bytes
        FROM unnest(?, ?, ?, ?, ?, ?::json[], ?::json[], ?, ?, ?, ?, ?, ?, ?) AS new (
          order_id, status, version, total, updated_at, document, quantities,
          in_transit, shipment_count, shipment_bytes,
          note_count, note_characters, note_bytes, event_bytes)
        WHERE v.order_id = new.order_id
        """,
        views.stream()
            .filter(view -> before.containsKey(view.id()))
            .map(view -> changes(before.get(view.id()), view, updatedAt.get(view.id())))
            .toList());
  }

  private static Object[] changes(OrderView before, OrderView view, Instant updatedAt) {
    return new Object[] {
      view.id(),
      view.status().name(),
      view.version(),
      view.total().amount(),
      updatedAt,
      changedDocument(before, view),
      view.lines() == before.lines() ? null : OrderLineColumns.quantities(view.lines()),
      view.shipping().inTransit().size(),
      view.sizes().shipments(),
      view.sizes().shipmentBytes(),
      view.sizes().notes(),
      view.sizes().noteCharacters(),
      view.sizes().noteBytes(),
      view.sizes().eventBytes()
    };
  }

  /** Null if the document is the same and long enough for the comparison to pay. */
  private static String changedDocument(OrderView before, OrderView after) {
    var document = DOCUMENTS.write(after);
    return document.length() > SHORT_DOCUMENT && document.equals(DOCUMENTS.write(before))
        ? null
        : document;
  }

  /** The view of a row with the {@link #columns} for these parts. */
  static OrderView read(ResultSet row, Set<OrderPart> parts) throws SQLException {
    var currency = row.getString("currency");
    var status = OrderView.Status.valueOf(row.getString("status"));
    int version = row.getInt("version");
    var sizes =
        new Sizes(
            row.getInt("line_count"),
            row.getLong("line_bytes"),
            row.getInt("shipment_count"),
            row.getLong("shipment_bytes"),
            row.getInt("note_count"),
            row.getInt("note_characters"),
            row.getLong("note_bytes"),
            row.getLong("event_bytes"));
    var view =
        new OrderView(
            Sql.uuid(row, "order_id"),
            row.getString("number"),
            row.getString("customer_id"),
            row.getString("reference"),
            status,
            version,
            new Amount(row.getBigDecimal("total"), currency),
            Sql.instant(row, "placed_at"),
            null,
            null,
            null,
            null,
            null,
            null,
            OrderViewFold.allowedActions(status, row.getInt("in_transit") > 0, version, sizes),
            parts.contains(OrderPart.LINES) ? OrderLineColumns.read(row) : null,
            null,
            sizes);
    return parts.contains(OrderPart.DETAILS) ? withDocument(view, row.getString("document")) : view;
  }

  private static OrderView withDocument(OrderView view, String document) {
    var columns = new HashMap<String, Object>();
    columns.put("id", view.id());
    columns.put("number", view.number());
    columns.put("customerId", view.customerId());
    columns.put("reference", view.reference());
    columns.put("status", view.status());
    columns.put("version", view.version());
    columns.put("total", view.total());
    columns.put("placedAt", view.placedAt());
    columns.put("allowedActions", view.allowedActions());
    columns.put("lines", view.lines());
    columns.put("sizes", view.sizes());
    return DOCUMENTS.read(OrderView.class, document, columns);
  }
}
