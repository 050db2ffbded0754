package io.github.ordermill.chaos;

import io.github.ordermill.launcher.PostgresServer;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.relay.Relay;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * Stops the delivery of events until closed: holds the lock that elects the relay, and marks the
 * log as scanned, so that only messages of the test reach the projections.
 */
final class RelayBlocker implements AutoCloseable {

  private final Connection connection;

  RelayBlocker(PostgresServer database) throws SQLException {
    this.connection = database.connect();
    Awaitility.await("lock of the relay")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              leaders(connection)
                  .forEach(
                      leader ->
                          Sql.query(
                              connection,
                              "SELECT pg_terminate_backend(?)",
                              row -> row.getBoolean(1),
                              leader));
              return Sql.query(
                      connection,
                      "SELECT pg_try_advisory_lock(?)",
                      row -> row.getBoolean(1),
                      Relay.LOCK)
                  .get(0);
            });
    disableMissedEventScan(connection);
  }

  /** Marks the whole log as scanned, until the table is emptied. */
  static void disableMissedEventScan(Connection connection) {
    Sql.update(
        connection,
        "INSERT INTO views.projection_progress SELECT projection, 9e18"
            + " FROM unnest(?) AS each (projection)"
            + " ON CONFLICT (projection) DO UPDATE SET scanned_position = 9e18",
        (Object) Invariants.PROJECTIONS.toArray(String[]::new));
  }

  /** Process ids of the database sessions that hold the lock of the relay: one or none. */
  static List<Integer> leaders(Connection connection) {
    return Sql.query(
        connection,
        """
        SELECT pid FROM pg_locks
        WHERE locktype = 'advisory' AND granted AND objsubid = 1
        AND (classid::bigint << 32 | objid::bigint) = ?
        """,
        row -> row.getInt("pid"),
        Relay.LOCK);
  }

  @Override
  public void close() throws SQLException {
    Sql.update(connection, "DELETE FROM views.projection_progress");
    connection.close();
  }
}
