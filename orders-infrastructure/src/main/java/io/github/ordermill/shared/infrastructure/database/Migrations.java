package io.github.ordermill.shared.infrastructure.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the database's schema up to this version of the application, with Flyway. */
@ApplicationScoped
public class Migrations {

  @Resource(lookup = Database.WRITE)
  DataSource dataSource;

  /** Runs what has not been run yet; several nodes may call this at once. */
  public void run() {
    run(dataSource);
  }

  /** The same for a database outside of a container. */
  public static void run(DataSource dataSource) {
    upTo("latest", dataSource);
  }

  /** The same as far as an earlier version of the application went. */
  static void upTo(String migration, DataSource dataSource) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .schemas("ordering", "views")
        .target(migration)
        .load()
        .migrate();
  }
}
