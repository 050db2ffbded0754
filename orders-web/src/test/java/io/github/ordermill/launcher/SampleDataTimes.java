package io.github.ordermill.launcher;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Times of the sample data. The mutations that load them run within seconds; this moves the orders
 * of a database evenly over the last {@link #SPAN}, in the order of their numbers, with hours
 * between the events of an order. The views are emptied: projections fill them again from the log.
 */
final class SampleDataTimes {

  static final Duration SPAN = Duration.ofDays(60);

  private static final String MOVE_EVENTS =
      """
      WITH placed AS (
        SELECT aggregate_id,
          now() - ?::interval * (1 - (row_number() OVER (ORDER BY position) - 0.5) / count(*) OVER ())
            AS at
        FROM messaging.event_log WHERE version = 1),
      spaced AS (
        SELECT p.aggregate_id, p.at, least(interval '20 hours', (now() - p.at) / count(*)) AS pause
        FROM placed p JOIN messaging.event_log e USING (aggregate_id)
        GROUP BY p.aggregate_id, p.at)
      UPDATE messaging.event_log e
      SET occurred_at = date_trunc('milliseconds', s.at + s.pause * (e.version - 1))
      FROM spaced s WHERE s.aggregate_id = e.aggregate_id
      """;

  private static final String MOVE_ORDERS =
      """
      UPDATE ordering.orders o SET placed_at = e.occurred_at
      FROM messaging.event_log e WHERE e.aggregate_id = o.id AND e.version = 1
      """;

  private static final String VIEWS =
      "SELECT string_agg(format('%I.%I', schemaname, tablename), ', ')"
          + " FROM pg_tables WHERE schemaname = 'views'";

  private SampleDataTimes() {}

  /** Moves all orders; there must be no others, and no event that is not applied. */
  static void spread(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    var views = Sql.query(connection, VIEWS, row -> row.getString(1)).get(0);
    Sql.update(connection, "TRUNCATE " + views);
    Sql.update(connection, MOVE_EVENTS, SPAN.toDays() + " days");
    Sql.update(connection, MOVE_ORDERS);
    connection.commit();
  }
}
