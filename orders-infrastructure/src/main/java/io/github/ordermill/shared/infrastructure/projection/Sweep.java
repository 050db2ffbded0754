package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Finds orders whose last events never reached a projection. It looks at the log from the position
 * on up to which the projection is known to be complete, and moves that position on.
 */
final class Sweep {

  /**
   * What happened this long ago should have arrived. What could not be sent for so long, since the
   * broker is away, is not waited for: views go on without the broker, in larger steps.
   */
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** Longer than a command takes: hardly a lower position is still to be committed after that. */
  private static final Duration HORIZON = Duration.ofSeconds(30);

  private static final int WINDOW = 50_000;

  private final String projection;

  Sweep(String projection) {
    this.projection = projection;
  }

  /** Orders with events that should have arrived and are not applied, without parked ones. */
  Set<UUID> behind(Connection connection, Instant now) {
    long from = sweptPosition(connection);
    var behind = new HashSet<UUID>();
    var first = new long[] {Long.MAX_VALUE};
    Sql.query(
        connection,
        """
        SELECT e.order_id, min(e.position) AS position, bool_or(e.occurred_at < ?) AS late
        FROM (
          SELECT position, order_id, version, occurred_at
          FROM ordering.order_event
          WHERE position > ? ORDER BY position LIMIT ?) e
        LEFT JOIN views.projection_position p
          ON p.projection = ? AND p.order_id = e.order_id
        WHERE e.version > coalesce(p.version, 0)
        AND NOT EXISTS (
          SELECT FROM ordering.dead_letter d
          WHERE d.projection = ? AND d.order_id = e.order_id AND d.settled_at IS NULL)
        GROUP BY e.order_id
        """,
        row -> {
          first[0] = Math.min(first[0], row.getLong("position"));
          if (row.getBoolean("late")) {
            behind.add(Sql.uuid(row, "order_id"));
          }
          return null;
        },
        Timestamp.from(now.minus(GRACE)),
        from,
        WINDOW,
        projection,
        projection);
    moveOn(connection, from, first[0] - 1, now);
    return behind;
  }

  private long sweptPosition(Connection connection) {
    var known =
        Sql.query(
            connection,
            "SELECT swept_position FROM views.projection_progress WHERE projection = ?",
            row -> row.getLong(1),
            projection);
    return known.isEmpty() ? 0 : known.get(0);
  }

  private void moveOn(Connection connection, long from, long complete, Instant now) {
    Sql.update(
        connection,
        """
        INSERT INTO views.projection_progress AS known (projection, swept_position)
        SELECT ?, max(position) FROM (
          SELECT position, occurred_at FROM ordering.order_event
          WHERE position > ? AND position <= ? ORDER BY position LIMIT ?) e
        WHERE e.occurred_at < ?
        HAVING max(position) IS NOT NULL
        ON CONFLICT (projection)
        DO UPDATE SET swept_position = excluded.swept_position WHERE known.swept_position = ?
        """,
        projection,
        from,
        complete,
        WINDOW,
        Timestamp.from(now.minus(HORIZON)),
        from);
  }

  /**
   * Looks at the log from that event on again: a dead letter that hid it is being settled. A sweep
   * under way elsewhere then does not move the position on.
   */
  void rewind(Connection connection, UUID order, int version) {
    Sql.update(
        connection,
        """
        UPDATE views.projection_progress SET swept_position = least(swept_position, (
          SELECT position - 1 FROM ordering.order_event WHERE order_id = ? AND version = ?))
        WHERE projection = ?
        """,
        order,
        version,
        projection);
  }
}
