package io.github.ordermill.shared.infrastructure.database;

import io.github.ordermill.shared.application.Unavailable;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

  /** Time for which a replica that has failed is not tried again if there is a fallback. */
  private static final long REPLICA_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  @Resource(lookup = WRITE)
  DataSource write;

  @Resource(lookup = READ)
  DataSource read;

  private Optional<String> replicaUrl;
  private boolean fallback;
  private volatile long replicaFailedAt = System.nanoTime() - REPLICA_PAUSE_NANOS;
  private volatile long unavailableAt = System.nanoTime();

  /** For CDI only. */
  protected Database() {}

  /**
   * For the container.
   *
   * @param replicaUrl where queries read from, if not from the main database
   * @param fallback whether queries read from the write side while the replica is unavailable
   */
  @Inject
  Database(
      @ConfigProperty(name = "orders.read.db.url") Optional<String> replicaUrl,
      @ConfigProperty(name = "orders.read.db.fallback", defaultValue = "false") boolean fallback) {
    this.replicaUrl = replicaUrl;
    this.fallback = fallback;
  }

  /** Outside of a container, without a replica. */
  public Database(DataSource dataSource) {
    this.write = dataSource;
    this.read = dataSource;
    this.replicaUrl = Optional.empty();
  }

  /** Outside of a container, with a replica that queries read from. */
  public Database(DataSource write, DataSource replica) {
    this(write, replica, false);
  }

  /** Outside of a container, with a replica and perhaps the fallback to the write side. */
  public Database(DataSource write, DataSource replica, boolean fallback) {
    this.write = write;
    this.read = replica;
    this.replicaUrl = Optional.of("given");
    this.fallback = fallback;
  }

  /** Whether queries read from a replica, which may not show the latest commits yet. */
  public boolean hasReplica() {
    return replicaUrl.isPresent();
  }

  /** Whether queries read from the write side while the replica is unavailable. */
  public boolean hasFallback() {
    return fallback;
  }

  /**
   * Runs queries on a connection of the read side, in auto-commit mode. Its sessions are read-only:
   * the database refuses any change. With a fallback, they are run on the write side while the
   * replica is unavailable.
   *
   * @throws Unavailable if the database is unavailable
   */
  public <T> T read(Function<Connection, T> work) {
    if (!hasReplica()) {
      try (var connection = read.getConnection()) {
        return work.apply(connection);
      } catch (SQLException | SqlFailed e) {
        throw translated(e);
      }
    }
    if (!fallback) {
      return readReplica(work);
    }
    if (System.nanoTime() - replicaFailedAt >= REPLICA_PAUSE_NANOS) {
      try {
        return readReplica(work);
      } catch (Unavailable away) {
        replicaFailedAt = System.nanoTime();
      }
    }
    return readLatest(work);
  }

  /**
   * Runs queries on the replica in auto-commit mode, whether or not there is a fallback.
   *
   * @throws Unavailable if the replica is unavailable
   */
  public <T> T readReplica(Function<Connection, T> work) {
    try (var connection = read.getConnection()) {
      return work.apply(connection);
    } catch (SQLException | SqlFailed e) {
      // not an outage of the main database, which is what commands and background work need
      throw AvailabilityInterceptor.isTemporary(e) ? new Unavailable(e) : permanent(e);
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
    return permanent(fault);
  }

  private static RuntimeException permanent(Exception fault) {
    return fault instanceof RuntimeException failed ? failed : new SqlFailed((SQLException) fault);
  }
}
