package io.github.ordermill.shared.infrastructure.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A real PostgreSQL with all migrations, one for all tests of this JVM. */
public final class TestDatabase {

  private static final PrivatePostgres SERVER = start();

  private TestDatabase() {}

  /** Connections with the same driver properties as in the container. */
  public static DataSource dataSource() {
    return dataSource("postgres");
  }

  private static DataSource dataSource(String name) {
    return SERVER.dataSource(name);
  }

  /** The database as the application sees it. */
  public static Database database() {
    return new Database(dataSource());
  }

  /** A database of its own, empty, for tests that look at everything in it. */
  public static Database emptyDatabase(String name) {
    return new Database(emptyDataSource(name));
  }

  /** A data source of a new database with all migrations and no rows. */
  public static DataSource emptyDataSource(String name) {
    var dataSource = blankDataSource(name);
    Migrations.run(dataSource);
    return dataSource;
  }

  /** A data source of a new database without any table. */
  public static DataSource blankDataSource(String name) {
    try (var connection = dataSource().getConnection()) {
      Sql.update(connection, "CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new SqlFailed(e);
    }
    return dataSource(name);
  }

  /**
   * The position in the log of the whole server, in bytes: what lies between two positions has been
   * written in the meantime.
   */
  public static long walPosition() {
    return database()
        .read(
            connection ->
                Sql.query(
                    connection,
                    "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')",
                    row -> row.getLong(1)))
        .get(0);
  }

  private static PrivatePostgres start() {
    try {
      var server = PrivatePostgres.start();
      Migrations.run(server.dataSource("postgres"));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
