package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.reading.OrderEventView;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.ordering.infrastructure.events.OrderEventJson;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Histories of orders, an event per row: {@code views.order_history}. */
final class OrderHistoryTable {

  private static final String SELECT_EVENTS =
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
        SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?::json[])
        """,
        events.stream()
            .map(
                event ->
                    new Object[] {
                      event.aggregateId(),
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

  /** The view of an order at a version; empty if the history ends before it. */
  static Optional<OrderView> fold(Connection connection, UUID order, int version) {
    var events =
        Sql.query(
            connection,
            """
            SELECT version, type, schema_version, occurred_at, actor, data
            FROM views.order_history WHERE order_id = ? ORDER BY version
            """,
            row ->
                new HistoryEvent(
                    row.getInt("version"),
                    row.getString("type"),
                    row.getInt("schema_version"),
                    Sql.instant(row, "occurred_at"),
                    row.getString("actor"),
                    row.getString("data")),
            order);
    if (events.isEmpty() || events.get(events.size() - 1).version < version) {
      return Optional.empty();
    }
    OrderView view = null;
    for (var event : events) {
      if (event.version <= version) {
        view = OrderViewFold.after(view, event.read(order), event.actor);
      }
    }
    return Optional.ofNullable(view);
  }

  private record HistoryEvent(
      int version, String type, int schemaVersion, Instant at, String actor, String data) {

    OrderEvent read(UUID order) {
      return OrderEventJson.read(type, schemaVersion, data, new OrderId(order), version, at);
    }
  }

  static List<OrderEventView> load(Connection connection, Collection<UUID> orders) {
    return Sql.query(
        connection,
        SELECT_EVENTS + " order_id = ANY (?) ORDER BY order_id, version",
        OrderHistoryTable::read,
        (Object) orders.toArray(UUID[]::new));
  }

  static List<OrderEventView> load(Connection connection, UUID order, int afterVersion, int limit) {
    return Sql.query(
        connection,
        SELECT_EVENTS + " order_id = ? AND version > ? ORDER BY version LIMIT ?",
        OrderHistoryTable::read,
        order,
        afterVersion,
        limit);
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
