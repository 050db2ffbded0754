package io.github.ordermill.shared.infrastructure.lifecycle;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Check of the database that queries read from, at the start and as the readiness check {@code
 * reading}. A replica that fails takes away reading and never commands: the check has the datum
 * {@code required} with the value false and does not make the node unready.
 */
@Default
@Readiness
@ApplicationScoped
class ReadDatabase implements HealthCheck {

  private static final Logger LOG = Logger.getLogger(ReadDatabase.class.getName());

  /** For a replica to receive the migrations that have just been run. */
  private static final Duration REPLICATION_LIMIT = Duration.ofSeconds(30);

  private static final long POLL_MILLIS = 200;

  private static final String STATE =
      """
      SELECT to_regclass('views.projection_progress') IS NOT NULL
        AND to_regclass('views.projection_checkpoint') IS NOT NULL AS has_views,
        pg_is_in_recovery() AS is_replica
      """;

  private Database database;

  /** For CDI only. */
  protected ReadDatabase() {}

  @Inject
  ReadDatabase(Database database) {
    this.database = database;
  }

  /** State of the database that queries read from. */
  private record State(boolean hasViews, boolean isReplica) {}

  /**
   * Makes sure that a separate database for queries has the views. One that cannot be reached is
   * logged only: commands do not need it.
   *
   * @throws StartFailure if it has no views
   */
  void check() throws InterruptedException {
    if (!database.hasReplica()) {
      return;
    }
    long deadline = System.nanoTime() + REPLICATION_LIMIT.toNanos();
    try {
      var state = state();
      while (!state.hasViews() && state.isReplica() && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        state = state();
      }
      if (!state.hasViews()) {
        throw StartFailure.because(
            "ORDERS_READ_DB_URL names a database without the views of this application: give a"
                + " replica of the database of ORDERS_DB_URL, or leave it unset.");
      }
    } catch (Unavailable away) {
      LOG.warning(
          database.hasFallback()
              ? "The database of ORDERS_READ_DB_URL cannot be reached; queries read from the main one."
              : "The database of ORDERS_READ_DB_URL cannot be reached; queries fail until it can.");
    }
  }

  private State state() {
    return database
        .readReplica(
            replica ->
                Sql.query(
                    replica,
                    STATE,
                    row -> new State(row.getBoolean("has_views"), row.getBoolean("is_replica"))))
        .get(0);
  }

  @Override
  public HealthCheckResponse call() {
    var check = HealthCheckResponse.named("reading").withData("required", false);
    if (!database.hasReplica()) {
      return check.up().withData("database", "main").build();
    }
    check.withData("database", "replica").withData("fallback", database.hasFallback());
    try {
      return state().hasViews()
          ? check.up().build()
          : check.down().withData("reason", "the read database has no views").build();
    } catch (Unavailable away) {
      return check.down().withData("reason", "the read database cannot be reached").build();
    }
  }
}
