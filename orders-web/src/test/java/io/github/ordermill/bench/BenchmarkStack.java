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
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The stack that is measured: the application with the JVM options of README's deployment, and a
 * PostgreSQL that remembers when each transaction committed.
 */
final class BenchmarkStack implements AutoCloseable {

  private static final String[] JVM_OPTIONS = {"-Xmx256m", "-XX:+UseSerialGC"};

  private static final long SHORTEST_REST_MILLIS = 100;
  private static final long LONGEST_REST_MILLIS = 5_000;

  private final RunningStack stack = new RunningStack(RunningStack.emptyDirectory("bench"));

  BenchmarkStack() {
    stack.application().withJvmOptions(JVM_OPTIONS);
  }

  /** The application's JVM options. */
  static List<String> jvmOptions() {
    return List.of(JVM_OPTIONS);
  }

  /** Starts database and broker; the application is {@link Footprint}'s to start. */
  void startBackends() throws SQLException {
    stack.startBackends();
    try (var admin = admin();
        var statement = admin.createStatement()) {
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

  /** A connection of the owner's to the application's database. */
  Connection connect() throws SQLException {
    return stack.database().connect();
  }

  /** A connection of the superuser's. */
  Connection admin() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + stack.database().port() + "/postgres", "postgres", "");
  }

  /** Connections to a database of this server as the application makes them. */
  PGSimpleDataSource dataSource(String database) {
    var source = new PGSimpleDataSource();
    source.setURL("jdbc:postgresql://127.0.0.1:" + stack.database().port() + "/" + database);
    source.setUser(stack.database().user());
    source.setPassword(stack.database().password());
    source.setStringType("unspecified");
    return source;
  }

  /** The name of the application's database. */
  String database() {
    return stack.database().url().replaceFirst(".*/", "");
  }

  /** The first column of the only row. */
  long number(String sql, Object... parameters) throws SQLException {
    try (var connection = connect()) {
      return Sql.query(connection, sql, row -> row.getLong(1), parameters).get(0);
    }
  }

  /**
   * Goes on once every projection shows all that the log holds. Between two looks it rests twenty
   * times as long as a look takes, so as not to disturb what it waits for.
   */
  void awaitViews(Duration patience) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    for (long begin = System.nanoTime(); waiting() > 0; begin = System.nanoTime()) {
      if (begin > deadline) {
        throw new IllegalStateException("views are still behind after " + patience);
      }
      long look = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      Thread.sleep(Math.min(LONGEST_REST_MILLIS, Math.max(SHORTEST_REST_MILLIS, 20 * look)));
    }
  }

  /** How many events wait for a projection, at the worst of them. */
  long waiting() throws SQLException {
    return number(
        """
        SELECT coalesce(max(waiting), 0) FROM (
          SELECT g.projection, count(*) AS waiting
          FROM views.projection_progress g
          JOIN ordering.order_event e ON e.position > g.swept_position
          LEFT JOIN views.projection_position p
            ON p.projection = g.projection AND p.order_id = e.order_id
          WHERE e.version > coalesce(p.version, 0)
          GROUP BY g.projection) behind
        """);
  }

  @Override
  public void close() {
    stack.close();
  }
}
