package io.github.ordermill.chaos;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;

/**
 * Lag of the order view: time from the commit of a command to the commit of its row in the history,
 * by {@code track_commit_timestamp}.
 */
record ViewLag(List<Double> sortedMillis) {

  static ViewLag of(Connection connection, Collection<String> keys) {
    return new ViewLag(
        Sql.query(
            connection,
            """
            SELECT 1000 * extract(epoch FROM
              pg_xact_commit_timestamp(h.xmin) - pg_xact_commit_timestamp(a.xmin)) AS lag
            FROM messaging.idempotency_record a JOIN views.order_history h
            ON h.order_id = (a.result ->> 'id')::uuid AND h.version = (a.result ->> 'version')::int
            WHERE a.idempotency_key = ANY (?) ORDER BY lag
            """,
            row -> row.getDouble("lag"),
            (Object) keys.toArray(String[]::new)));
  }

  /** 99th percentile in milliseconds. */
  double p99() {
    return sortedMillis.get((sortedMillis.size() * 99 - 1) / 100);
  }

  double max() {
    return sortedMillis.get(sortedMillis.size() - 1);
  }
}
