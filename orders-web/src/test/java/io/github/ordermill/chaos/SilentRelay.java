package io.github.ordermill.chaos;

import io.github.ordermill.running.PostgresServer;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.relay.Relay;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Keeps every node's relay from sending, by holding the lock that elects one, until closed. */
final class SilentRelay implements AutoCloseable {

  private final Connection connection;

  SilentRelay(PostgresServer database) throws SQLException {
    this.connection = database.connect();
    Awaitility.await("the relay's lock")
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
  }

  /** The database process of the relay that sends at present: one number, or none. */
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
    connection.close();
  }
}
