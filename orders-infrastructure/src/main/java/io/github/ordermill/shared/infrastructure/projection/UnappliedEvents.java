package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.Sql.RowReader;
import java.sql.Connection;

/**
 * The events of the log that a projection has not applied. Those of an aggregate with an open dead
 * letter are left out: they wait for an operator.
 */
public final class UnappliedEvents {

  private UnappliedEvents() {}

  /**
   * An aggregate over the events.
   *
   * @param expressions the result's columns, of columns of the log with the alias {@code e}
   */
  public static <T> T aggregate(
      Connection connection, Projection projection, String expressions, RowReader<T> reader) {
    return Sql.query(
            connection,
            "SELECT "
                + expressions
                + """
                 FROM messaging.event_log e
                WHERE e.position > coalesce((
                  SELECT scanned_position FROM views.projection_progress WHERE projection = ?), 0)
                AND e.aggregate_type = ?
                AND e.version > coalesce((
                  SELECT p.version FROM views.projection_checkpoint p
                  WHERE p.projection = ? AND p.aggregate_id = e.aggregate_id), 0)
                AND NOT EXISTS (
                  SELECT FROM messaging.dead_letter d
                  WHERE d.projection = ? AND d.aggregate_id = e.aggregate_id
                  AND d.settled_at IS NULL)
                """,
            reader,
            projection.name(),
            projection.aggregateType(),
            projection.name(),
            projection.name())
        .get(0);
  }
}
