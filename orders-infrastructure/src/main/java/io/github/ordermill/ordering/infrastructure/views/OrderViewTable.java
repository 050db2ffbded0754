package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderView.Amount;
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
 * Views of orders, one per row: {@code views.order_view}. Fields to filter and sort by are columns,
 * all others are in a JSON document.
 */
public final class OrderViewTable {

  static final String COLUMNS =
      """
      order_id, number, customer_id, reference, status, version,
      currency, total, placed_at, updated_at, document
      """;

  /**
   * The document: all components of the view except those named here, which have columns or are
   * computed. A new component is in the document without further code, and null in rows written
   * before. Amounts have the currency of the row.
   */
  private static final JsonCodec DOCUMENTS =
      JsonCodec.STANDARD
          .excluding(
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
                  "allowedActions"))
          .excluding(Amount.class, Set.of("currency"));

  private OrderViewTable() {}

  /** The views of these orders, without those that have none. */
  public static List<OrderView> load(Connection connection, Collection<UUID> orders) {
    return orders.isEmpty()
        ? List.of()
        : Sql.query(
            connection,
            "SELECT " + COLUMNS + " FROM views.order_view WHERE order_id = ANY (?)",
            OrderViewTable::read,
            (Object) orders.toArray(UUID[]::new));
  }

  static void save(
      Connection connection, Collection<OrderView> views, Map<UUID, Instant> updatedAt) {
    Sql.batch(
        connection,
        """
        INSERT INTO views.order_view (
          order_id, number, customer_id, reference, status, version,
          currency, total, placed_at, updated_at, document)
        SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json[])
        ON CONFLICT (order_id) DO UPDATE SET
          status = excluded.status,
          version = excluded.version,
          total = excluded.total,
          updated_at = excluded.updated_at,
          document = excluded.document
        """,
        views.stream()
            .map(
                view ->
                    new Object[] {
                      view.id(),
                      view.number(),
                      view.customerId(),
                      view.reference(),
                      view.status().name(),
                      view.version(),
                      view.total().currency(),
                      view.total().amount(),
                      view.placedAt(),
                      updatedAt.get(view.id()),
                      DOCUMENTS.write(view)
                    })
            .toList());
  }

  static OrderView read(ResultSet row) throws SQLException {
    var currency = row.getString("currency");
    var columns = new HashMap<String, Object>();
    columns.put("id", Sql.uuid(row, "order_id"));
    columns.put("number", row.getString("number"));
    columns.put("customerId", row.getString("customer_id"));
    columns.put("reference", row.getString("reference"));
    columns.put("status", OrderView.Status.valueOf(row.getString("status")));
    columns.put("version", row.getInt("version"));
    columns.put("total", new Amount(row.getBigDecimal("total"), currency));
    columns.put("placedAt", Sql.instant(row, "placed_at"));
    columns.put("currency", currency);
    columns.put("allowedActions", List.of());
    return OrderViewFold.withAllowedActions(
        DOCUMENTS.read(OrderView.class, row.getString("document"), columns));
  }
}
