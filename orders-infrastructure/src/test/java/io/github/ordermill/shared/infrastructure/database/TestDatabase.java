package io.github.ordermill.shared.infrastructure.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL with all migrations, one for all tests of this JVM. */
public final class TestDatabase {

  private static final EmbeddedPostgres SERVER = start();

  private TestDatabase() {}

  /** Connections with the same driver properties as in the container. */
  public static DataSource dataSource() {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url());
    dataSource.setUser("postgres");
    dataSource.setStringType("unspecified");
    dataSource.setReWriteBatchedInserts(true);
    return dataSource;
  }

  /** The JDBC URL. */
  public static String url() {
    return SERVER.getJdbcUrl("postgres", "postgres");
  }

  /** The database as the application sees it. */
  public static Database database() {
    return new Database(dataSource());
  }

  private static EmbeddedPostgres start() {
    try {
      var server = EmbeddedPostgres.start();
      Migrations.run(server.getPostgresDatabase());
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
