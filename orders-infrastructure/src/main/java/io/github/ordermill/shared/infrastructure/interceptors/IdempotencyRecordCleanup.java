package io.github.ordermill.shared.infrastructure.interceptors;

import io.github.ordermill.shared.application.background.BackgroundTask;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Deletes idempotency records older than {@code orders.idempotency.retention}, 7 days by default,
 * in small batches that block no command.
 */
@ApplicationScoped
public class IdempotencyRecordCleanup implements BackgroundTask {

  private static final Duration PERIOD = Duration.ofSeconds(60);
  private static final int MAX_ROWS_PER_BATCH = 500;

  private volatile boolean stopped;

  private Database database;
  private Clock clock;
  private Duration retention;

  /** For CDI only. */
  protected IdempotencyRecordCleanup() {}

  @Inject
  IdempotencyRecordCleanup(
      Database database,
      Clock clock,
      @ConfigProperty(name = "orders.idempotency.retention", defaultValue = "P7D")
          Duration retention) {
    this.database = database;
    this.clock = clock;
    this.retention = retention;
  }

  @Override
  public String loopName() {
    return "idempotency-records";
  }

  @Override
  public Duration pause() {
    return PERIOD;
  }

  @Override
  public void turn(Heartbeat heartbeat) {
    deleteExpired(heartbeat);
  }

  @Override
  public void stop() {
    stopped = true;
  }

  /** Deletes expired records and returns their number. */
  int deleteExpired(Heartbeat heartbeat) {
    int deleted = 0;
    int rows = MAX_ROWS_PER_BATCH;
    while (rows == MAX_ROWS_PER_BATCH && !stopped) {
      rows =
          database.inTransaction(
              connection ->
                  Sql.update(
                      connection,
                      """
                      DELETE FROM messaging.idempotency_record WHERE ctid = ANY (ARRAY (
                        SELECT ctid FROM messaging.idempotency_record WHERE recorded_at < ?
                        LIMIT ? FOR UPDATE SKIP LOCKED))
                      """,
                      clock.instant().minus(retention),
                      MAX_ROWS_PER_BATCH));
      deleted += rows;
      heartbeat.beat();
    }
    return deleted;
  }
}
