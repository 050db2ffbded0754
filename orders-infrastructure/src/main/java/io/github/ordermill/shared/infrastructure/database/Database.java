package io.github.ordermill.shared.infrastructure.database;

import io.github.ordermill.shared.application.Unavailable;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The two data sources, which {@code web.xml} declares, and their connections outside of command
 * transactions: for projections and the relay, which commit by themselves, and for queries.
 */
@ApplicationScoped
public class Database {

  static final String WRITE = "java:app/jdbc/orders";
  static final String READ = "java:app/jdbc/orders-read";

  private static final int CALL_MILLIS = 30_000;

  @Resource(lookup = WRITE)
  DataSource write;

  @Resource(lookup = READ)
  DataSource read;

  private Optional<String> replicaUrl;
  private volatile long unavailableAt = System.nanoTime();

  /** For CDI only. */
  protected Database() {}

  /**
   * For the container.
   *
   * @param replicaUrl where queries read from, if not from the main database
   */
  @Inject
  Database(@ConfigProperty(name = "orders.read.db.url") Optional<String> replicaUrl) {
    this.replicaUrl = replicaUrl;
  }

  /** Outside of a container, without a replica. */
  public Database(DataSource dataSource) {
    this.write = dataSource;
    this.read = dataSource;
    this.replicaUrl = Optional.empty();
  }

  /** Outside of a container, with a replica that queries read from. */
  public Database(DataSource write, DataSource replica) {
    this.write = write;
    this.read = replica;
    this.replicaUrl = Optional.of("given");
  }

  /** Whether queries read from a replica, which may not show the latest commits yet. */
  public boolean hasReplica() {
    return replicaUrl.isPresent();
  }

  /**
   * Runs queries on a connection of the read side, in auto-commit mode. Its sessions are read-only:
   * the database refuses any change.
   *
   * @throws Unavailable if the database is unavailable
   */
  public <T> T read(Function<Connection, T> work) {
    try (var connection = read.getConnection()) {
      return work.apply(connection);
    } catch (SQLException | SqlFailed e) {
      throw translated(e);
    }
  }

  /**
   * Runs queries in a read-only transaction of the write side, for what a replica may not show yet.
   *
   * @throws Unavailable if the database is unavailable
   */
  public <T> T readLatest(Function<Connection, T> work) {
    try (var connection = open()) {
      connection.setReadOnly(true);
      try {
        return committed(connection, work);
      } finally {
        connection.setReadOnly(false);
      }
    } catch (SQLException | SqlFailed e) {
      throw translated(e);
    }
  }

  /**
   * Runs work in a transaction of its own, which commits when the work returns and is rolled back
   * when it throws.
   *
   * @throws Unavailable if the database is unavailable
   */
  public <T> T inTransaction(Function<Connection, T> work) {
    try (var connection = open()) {
      return committed(connection, work);
    } catch (SQLException | SqlFailed e) {
      throw translated(e);
    }
  }

  private static <T> T committed(Connection connection, Function<Connection, T> work)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      var result = work.apply(connection);
      connection.commit();
      return result;
    } catch (RuntimeException | Error fault) {
      connection.rollback();
      throw fault;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /**
   * Opens a connection of the write side, in auto-commit mode, to be closed by the caller. A call
   * that the database does not answer in 30 s fails and breaks the connection, so that a database
   * that hangs is unavailable like one that is gone.
   */
  public Connection open() throws SQLException {
    try {
      var connection = write.getConnection();
      connection.setNetworkTimeout(Runnable::run, CALL_MILLIS);
      return connection;
    } catch (SQLException away) {
      unavailableAt = System.nanoTime();
      throw away;
    }
  }

  /** Time since the last attempt that found the database unavailable, or since the start. */
  public Duration sinceUnavailable() {
    return Duration.ofNanos(System.nanoTime() - unavailableAt);
  }

  private RuntimeException translated(Exception fault) {
    if (AvailabilityInterceptor.isTemporary(fault)) {
      unavailableAt = System.nanoTime();
      return new Unavailable(fault);
    }
    return fault instanceof RuntimeException failed ? failed : new SqlFailed((SQLException) fault);
  }
}
