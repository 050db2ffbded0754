package io.github.ordermill.chaos;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;

/**
 * Writes orders and events by SQL as commands do, in the transaction of the given connection, and
 * adds them to the expected events.
 */
final class SqlEventWriter {

  private final Connection connection;
  private final ExpectedEvents expected;

  SqlEventWriter(Connection connection, ExpectedEvents expected) {
    this.connection = connection;
    this.expected = expected;
  }

  /**
   * Copies a placed order several times; the copies differ in id and order number.
   *
   * @return the ids of the copies
   */
  List<UUID> copyPlacedOrder(UUID order, int count) {
    Sql.update(
        connection, "CREATE TEMPORARY TABLE IF NOT EXISTS placed_by_hand (id uuid, number text)");
    Sql.update(connection, "DELETE FROM placed_by_hand");
    Sql.update(
        connection,
        """
        INSERT INTO placed_by_hand
        SELECT gen_random_uuid(),
          'O-' || lpad(nextval('ordering.order_number')::text, 8, '0')
        FROM generate_series(1, ?)
        """,
        count);
    Sql.update(
        connection,
        """
        INSERT INTO ordering.orders (
          id, version, number, customer_id, reference, status, currency, total,
          lines, shipping_address, shipments, placed_at)
        SELECT new.id, 1, new.number, customer_id, reference, 'PLACED', currency, (
          SELECT sum((line->>'quantity')::int * (line->>'price')::numeric)
          FROM jsonb_array_elements(lines) AS line), (
          SELECT jsonb_agg(line || '{"shipped": 0, "cancelled": 0}' ORDER BY line->'number')
          FROM jsonb_array_elements(lines) AS line),
          shipping_address, 0, placed_at
        FROM ordering.orders o, placed_by_hand new WHERE o.id = ?
        """,
        order);
    Sql.update(
        connection,
        """
        WITH appended AS (
          INSERT INTO messaging.event_log (
            event_id, aggregate_type, aggregate_id, version, type, schema_version, payload,
            actor, correlation_id, causation_id, occurred_at)
          SELECT gen_random_uuid(), aggregate_type, new.id, 1, type, schema_version,
            payload || jsonb_build_object('number', new.number),
            actor, correlation_id, causation_id, date_trunc('milliseconds', clock_timestamp())
          FROM messaging.event_log e, placed_by_hand new WHERE e.aggregate_id = ? AND e.version = 1
          RETURNING position)
        INSERT INTO messaging.outbox SELECT position FROM appended
        """,
        order);
    Sql.update(
        connection,
        """
        UPDATE ordering.orders o SET placed_at = e.occurred_at
        FROM messaging.event_log e, placed_by_hand new
        WHERE o.id = new.id AND e.aggregate_id = new.id
        """);
    var placed = Sql.query(connection, "SELECT id FROM placed_by_hand", row -> Sql.uuid(row, "id"));
    placed.forEach(id -> expected.addAppended(id, 1));
    return placed;
  }

  /** Appends an event of schema version 1, readable or not. */
  void append(UUID order, int version, String type, String payload) {
    append(order, version, type, 1, payload);
  }

  /** Appends an event of any schema version, readable or not. */
  void append(UUID order, int version, String type, int schemaVersion, String payload) {
    Sql.update(
        connection,
        """
        WITH appended AS (
          INSERT INTO messaging.event_log (
            event_id, aggregate_type, aggregate_id, version, type, schema_version, payload,
            actor, correlation_id, causation_id, occurred_at)
          SELECT gen_random_uuid(), aggregate_type, aggregate_id, ?, ?, ?, ?::jsonb,
            actor, correlation_id, causation_id, date_trunc('milliseconds', clock_timestamp())
          FROM messaging.event_log WHERE aggregate_id = ? AND version = 1
          RETURNING position)
        INSERT INTO messaging.outbox SELECT position FROM appended
        """,
        version,
        type,
        schemaVersion,
        payload,
        order);
    Sql.update(connection, "UPDATE ordering.orders SET version = ? WHERE id = ?", version, order);
    expected.addAppended(order, version);
  }

  long positionOf(UUID order, int version) {
    return Sql.query(
            connection,
            "SELECT position FROM messaging.event_log WHERE aggregate_id = ? AND version = ?",
            row -> row.getLong(1),
            order,
            version)
        .get(0);
  }
}
