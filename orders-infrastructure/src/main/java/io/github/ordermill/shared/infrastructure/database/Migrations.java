package io.github.ordermill.shared.infrastructure.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Runs the Flyway migrations under {@code db/migration} on the class path. There is one per schema,
 * plus those that later versions and other business modules add; each creates its own schema.
 */
@ApplicationScoped
public class Migrations {

  @Resource(lookup = Database.WRITE)
  DataSource dataSource;

  /** Runs pending migrations; safe to call on several nodes at once. */
  public void run() {
    run(dataSource);
  }

  /** Runs pending migrations on a database outside of a container. */
  public static void run(DataSource dataSource) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .defaultSchema("messaging")
        .load()
        .migrate();
  }
}
