package io.github.ordermill.bench;

import io.github.ordermill.launcher.ApplicationServer;
import io.github.ordermill.launcher.RunningStack;
import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Stack under measurement: the application with the JVM options recommended for deployments, and
 * PostgreSQL with {@code track_commit_timestamp}.
 */
final class BenchmarkStack implements AutoCloseable {

  private static final String[] JVM_OPTIONS = {"-Xmx256m", "-XX:+UseSerialGC"};

  private static final long MIN_POLL_INTERVAL_MILLIS = 100;
  private static final long MAX_POLL_INTERVAL_MILLIS = 5_000;

  private final RunningStack stack = new RunningStack(RunningStack.emptyDirectory("bench"));

  BenchmarkStack() {
    stack.application().withJvmOptions(JVM_OPTIONS);
  }

  static List<String> jvmOptions() {
    return List.of(JVM_OPTIONS);
  }

  /** Starts database and broker; {@link Footprint} starts the application. */
  void startBackends() throws SQLException {
    stack.startBackends();
    try (var connection = connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET track_commit_timestamp = on");
    }
    stack.database().restart();
  }

  RunningStack servers() {
    return stack;
  }

  ApplicationServer application() {
    return stack.application();
  }

  int port() {
    return stack.application().port();
  }

  /** Connection to the database of the application as its owner. */
  Connection connect() throws SQLException {
    return stack.database().connect();
  }

  /** Connection as superuser. */
  Connection connectAsSuperuser() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + stack.database().port() + "/postgres",
        "postgres",
        stack.database().password());
  }

  /** Data source configured as that of the application. */
  PGSimpleDataSource dataSource(String database) {
    var source = new PGSimpleDataSource();
    source.setURL("jdbc:postgresql://127.0.0.1:" + stack.database().port() + "/" + database);
    source.setUser(stack.database().user());
    source.setPassword(stack.database().password());
    source.setStringType("unspecified");
    return source;
  }

  /** Name of the database of the application. */
  String database() {
    return stack.database().url().replaceFirst(".*/", "");
  }

  /** Executes a query that returns one number. */
  long queryNumber(String sql, Object... parameters) throws SQLException {
    try (var connection = connect()) {
      return Sql.query(connection, sql, row -> row.getLong(1), parameters).get(0);
    }
  }

  /**
   * Waits until every projection has applied all events of the log. The pause between two queries
   * is 20 times the duration of the query, 100 ms to 5 s, to limit the load on the database.
   */
  void awaitProjections(Duration timeout) {
    var queryMillis = new AtomicLong();
    Awaitility.await("projections up to date")
        .atMost(timeout)
        .pollDelay(Duration.ZERO)
        .pollInterval((polls, previous) -> pollInterval(queryMillis.get()))
        .until(
            () -> {
              long begin = System.nanoTime();
              long unapplied = unappliedEvents();
              queryMillis.set(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
              return unapplied == 0;
            });
  }

  private static Duration pollInterval(long queryMillis) {
    return Duration.ofMillis(
        Math.min(MAX_POLL_INTERVAL_MILLIS, Math.max(MIN_POLL_INTERVAL_MILLIS, 20 * queryMillis)));
  }

  /** Number of unapplied events of the projection that has most of them. */
  long unappliedEvents() throws SQLException {
    return queryNumber(
        """
        SELECT coalesce(max(waiting), 0) FROM (
          SELECT g.projection, count(*) AS waiting
          FROM views.projection_progress g
          JOIN messaging.event_log e ON e.position > g.scanned_position
          LEFT JOIN views.projection_checkpoint p
            ON p.projection = g.projection AND p.aggregate_id = e.aggregate_id
          WHERE e.version > coalesce(p.version, 0)
          GROUP BY g.projection) behind
        """);
  }

  @Override
  public void close() {
    stack.close();
  }
}
