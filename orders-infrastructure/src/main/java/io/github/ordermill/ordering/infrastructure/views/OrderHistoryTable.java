package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.reading.OrderEventView;
import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.ordering.infrastructure.events.OrderEventJson;
import io.github.ordermill.ordering.infrastructure.parts.VersionedParts;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Histories of orders, an event per row: {@code views.order_history}. */
final class OrderHistoryTable {

  private static final String COLUMNS =
      "version, event_id, type, occurred_at, actor, correlation_id, bytes";

  /** An event is at most a command in size; a few dozen of them are no burden. */
  private static final int FOLDED_AT_ONCE = 50;

  private OrderHistoryTable() {}

  static void add(Connection connection, List<RecordedEvent> events) {
    Sql.batch(
        connection,
        """
        INSERT INTO views.order_history (
          order_id, version, event_id, type, schema_version, occurred_at,
          actor, correlation_id, data, bytes)
        SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?::json[], ?)
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
                      event.payload(),
                      OrderSizes.json(event.payload())
                    })
            .toList());
  }

  /**
   * The view of an order at a version, which the history must have reached. Events are read in
   * parts, so that a long history does not take up memory.
   *
   * @return empty if the order has no event up to that version, or its first event was discarded
   */
  static Optional<OrderView> fold(Connection connection, UUID order, int version) {
    OrderView view = null;
    int last = 0;
    List<HistoryEvent> events;
    do {
      events = after(connection, order, last, version);
      for (var event : events) {
        view = OrderViewFold.after(view, event.read(order), event.actor, event.data);
        last = event.version;
      }
    } while (events.size() == FOLDED_AT_ONCE);
    return Optional.ofNullable(view);
  }

  private static List<HistoryEvent> after(
      Connection connection, UUID order, int version, int latest) {
    return Sql.query(
        connection,
        """
        SELECT version, type, schema_version, occurred_at, actor, data
        FROM views.order_history WHERE order_id = ? AND version > ? AND version <= ?
        ORDER BY version LIMIT ?
        """,
        row ->
            new HistoryEvent(
                row.getInt("version"),
                row.getString("type"),
                row.getInt("schema_version"),
                Sql.instant(row, "occurred_at"),
                row.getString("actor"),
                row.getString("data")),
        order,
        version,
        latest,
        FOLDED_AT_ONCE);
  }

  private record HistoryEvent(
      int version, String type, int schemaVersion, Instant at, String actor, String data) {

    OrderEvent read(UUID order) {
      return OrderEventJson.read(type, schemaVersion, data, new OrderId(order), version, at);
    }
  }

  /** The events of these orders up to their versions, without payloads, oldest first. */
  static Map<OrderVersion, List<OrderEventView>> load(
      Connection connection, Collection<OrderVersion> orders) {
    var events =
        Sql.query(
            connection,
            VersionedParts.select(COLUMNS, "views.order_history", "version"),
            row -> read(row, null),
            VersionedParts.parameters(orders));
    return VersionedParts.byOrder(
        orders,
        events,
        OrderEventView::orderId,
        (event, version) -> event.version() <= version ? event : null);
  }

  static List<OrderEventView> load(Connection connection, UUID order, int afterVersion, int limit) {
    return Sql.query(
        connection,
        "SELECT order_id, "
            + COLUMNS
            + ", data FROM views.order_history WHERE order_id = ? AND version > ?"
            + " ORDER BY version LIMIT ?",
        row -> read(row, row.getString("data")),
        order,
        afterVersion,
        limit);
  }

  /** The payloads of these events. */
  static Map<OrderVersion, String> payloads(
      Connection connection, Collection<OrderVersion> events) {
    var payloads = new HashMap<OrderVersion, String>();
    Sql.query(
        connection,
        """
        SELECT order_id, version, data FROM views.order_history
        JOIN unnest(?, ?) AS wanted (order_id, version) USING (order_id, version)
        """,
        row ->
            payloads.put(
                new OrderVersion(Sql.uuid(row, "order_id"), row.getInt("version")),
                row.getString("data")),
        events.stream().map(OrderVersion::id).toArray(UUID[]::new),
        events.stream().map(OrderVersion::version).toArray(Integer[]::new));
    return payloads;
  }

  private static OrderEventView read(ResultSet row, String payload) throws SQLException {
    return new OrderEventView(
        Sql.uuid(row, "event_id"),
        Sql.uuid(row, "order_id"),
        row.getInt("version"),
        row.getString("type"),
        Sql.instant(row, "occurred_at"),
        row.getString("actor"),
        row.getString("correlation_id"),
        row.getInt("bytes"),
        payload);
  }
}
