package io.github.ordermill.shared.infrastructure.lifecycle;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlFailed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness check: a command could be carried out now. The application has been started, with all
 * migrations, and the main database answers and takes changes.
 */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements HealthCheck {

  private static final String READ_ONLY =
      """
      SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean
        OR NOT has_table_privilege('messaging.event_log', 'INSERT')
      """;

  private Database database;
  private StartState state;

  /** For CDI only. */
  protected DatabaseReadiness() {}

  @Inject
  DatabaseReadiness(Database database, StartState state) {
    this.database = database;
    this.state = state;
  }

  @Override
  public HealthCheckResponse call() {
    var check = HealthCheckResponse.named("database");
    if (!state.isStarted()) {
      return check.down().withData("reason", "the application has not been started yet").build();
    }
    try {
      return takesChanges()
          ? check.up().build()
          : check.down().withData("reason", "the database takes no changes").build();
    } catch (Unavailable away) {
      return check.down().withData("reason", "the database cannot be reached").build();
    } catch (SqlFailed failed) {
      return check.down().withData("reason", "the tables of the application are missing").build();
    }
  }

  private boolean takesChanges() {
    return !database
        .inTransaction(connection -> Sql.query(connection, READ_ONLY, row -> row.getBoolean(1)))
        .get(0);
  }
}
