package io.github.ordermill.shared.infrastructure.lifecycle;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Readiness check: the database answers, and migrations have been run. */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements HealthCheck {

  private Database database;

  /** For CDI only. */
  protected DatabaseReadiness() {}

  @Inject
  DatabaseReadiness(Database database) {
    this.database = database;
  }

  @Override
  public HealthCheckResponse call() {
    var check = HealthCheckResponse.named("database");
    try {
      database.read(
          connection ->
              Sql.query(connection, "SELECT FROM views.projection_progress LIMIT 1", row -> null));
      return check.up().build();
    } catch (Unavailable away) {
      return check.down().withData("reason", "the database cannot be reached").build();
    }
  }
}
