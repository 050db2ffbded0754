package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.OrderEventView;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Rows of {@code views.order_history}: what happened, for readers. */
final class OrderHistoryTable {

  private static final String EVENTS =
      """
      SELECT order_id, version, event_id, type, occurred_at, actor, correlation_id, data
      FROM views.order_history WHERE
      """;

  private OrderHistoryTable() {}

  static void add(Connection connection, List<RecordedEvent> events) {
    Sql.batch(
        connection,
        """
        INSERT INTO views.order_history (
          order_id, version, event_id, type, schema_version, occurred_at,
          actor, correlation_id, data)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        events.stream()
            .map(
                event ->
                    new Object[] {
                      event.orderId(),
                      event.version(),
                      event.id(),
                      event.type(),
                      event.schemaVersion(),
                      event.occurredAt(),
                      event.actor(),
                      event.correlationId(),
                      event.payload()
                    })
            .toList());
  }

  static List<OrderEventView> load(Connection connection, Collection<UUID> orders) {
    return Sql.query(
        connection,
        EVENTS + " order_id = ANY (?) ORDER BY order_id, version",
        OrderHistoryTable::read,
        (Object) orders.toArray(UUID[]::new));
  }

  static List<OrderEventView> load(Connection connection, UUID order, int afterVersion, int most) {
    return Sql.query(
        connection,
        EVENTS + " order_id = ? AND version > ? ORDER BY version LIMIT ?",
        OrderHistoryTable::read,
        order,
        afterVersion,
        most);
  }

  private static OrderEventView read(ResultSet row) throws SQLException {
    return new OrderEventView(
        Sql.uuid(row, "event_id"),
        Sql.uuid(row, "order_id"),
        row.getInt("version"),
        row.getString("type"),
        Sql.instant(row, "occurred_at"),
        row.getString("actor"),
        row.getString("correlation_id"),
        row.getString("data"));
  }
}
