package io.github.ordermill.shared.infrastructure.lifecycle;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready as far as the database goes: it answers, and the migrations have been run. */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements HealthCheck {

  @Inject Database database;

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
