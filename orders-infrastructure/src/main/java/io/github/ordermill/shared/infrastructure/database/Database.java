package io.github.ordermill.shared.infrastructure.database;

import io.github.ordermill.shared.application.Unavailable;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The two data sources, and connections outside of a command's transaction: for projections and the
 * relay, which commit by themselves, and for queries.
 *
 * <p>Pools are small, since PostgreSQL does its best work with few connections. A connection is
 * validated when it is taken, at most once a second; one that fails takes the whole pool's with it,
 * so that the application is back as soon as the database is.
 */
@ApplicationScoped
@DataSourceDefinition(
    name = Database.WRITE,
    className = "org.postgresql.ds.PGSimpleDataSource",
    url = "${MPCONFIG=orders.db.url}",
    user = "${MPCONFIG=orders.db.user:postgres}",
    password = "${MPCONFIG=orders.db.password:}",
    minPoolSize = 4,
    maxPoolSize = 24,
    properties = {
      "stringType=unspecified",
      "tcpKeepAlive=true",
      "connectTimeout=5",
      "ApplicationName=ordermill",
      "fish.payara.max-wait-time-in-millis=5000",
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.connection-validation-method=custom-validation",
      "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.PostgresConnectionValidation",
      "fish.payara.validate-atmost-once-period-in-seconds=1",
      "fish.payara.fail-all-connections=true",
    })
@DataSourceDefinition(
    name = Database.READ,
    className = "org.postgresql.ds.PGSimpleDataSource",
    url = "${MPCONFIG=orders.read.db.url:none}",
    user = "${MPCONFIG=orders.db.user:postgres}",
    password = "${MPCONFIG=orders.db.password:}",
    minPoolSize = 2,
    maxPoolSize = 16,
    properties = {
      "stringType=unspecified",
      "readOnly=true",
      "tcpKeepAlive=true",
      "connectTimeout=5",
      "ApplicationName=ordermill-queries",
      "fish.payara.max-wait-time-in-millis=5000",
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.connection-validation-method=custom-validation",
      "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.PostgresConnectionValidation",
      "fish.payara.validate-atmost-once-period-in-seconds=1",
      "fish.payara.fail-all-connections=true",
    })
public class Database {

  static final String WRITE = "java:app/jdbc/orders";
  static final String READ = "java:app/jdbc/orders-read";

  @Resource(lookup = WRITE)
  DataSource write;

  @Resource(lookup = READ)
  DataSource read;

  /** Without a database of their own, queries share the pool of the writing side. */
  @Inject
  @ConfigProperty(name = "orders.read.db.url")
  Optional<String> replica;

  /** For the container. */
  public Database() {}

  /** Without a container, over a data source of the caller's. */
  public Database(DataSource dataSource) {
    this.write = dataSource;
    this.read = dataSource;
    this.replica = Optional.empty();
  }

  /** Without a container, where queries read from a replica. */
  public Database(DataSource write, DataSource replica) {
    this.write = write;
    this.read = replica;
    this.replica = Optional.of("given");
  }

  /** Whether queries read from a database of their own, which may lag behind what is committed. */
  public boolean hasReplica() {
    return replica.isPresent();
  }

  /**
   * Asks something of the reading side.
   *
   * @throws Unavailable if the database is away
   */
  public <T> T read(Function<Connection, T> work) {
    try (var connection = (replica.isPresent() ? read : write).getConnection()) {
      return work.apply(connection);
    } catch (SQLException | SqlFailed e) {
      throw passingOrNot(e);
    }
  }

  /**
   * Does some work in a transaction of its own: committed when it returns, rolled back when it
   * throws.
   *
   * @throws Unavailable if the database is away
   */
  public <T> T inTransaction(Function<Connection, T> work) {
    try (var connection = open()) {
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
    } catch (SQLException | SqlFailed e) {
      throw passingOrNot(e);
    }
  }

  /** A connection to keep and to close, in auto-commit mode. */
  public Connection open() throws SQLException {
    return write.getConnection();
  }

  private static RuntimeException passingOrNot(Exception fault) {
    if (AvailabilityInterceptor.isPassing(fault)) {
      return new Unavailable(fault);
    }
    return fault instanceof RuntimeException failed ? failed : new SqlFailed((SQLException) fault);
  }
}
