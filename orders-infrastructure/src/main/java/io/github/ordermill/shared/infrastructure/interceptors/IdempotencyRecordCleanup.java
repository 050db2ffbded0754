package io.github.ordermill.shared.infrastructure.interceptors;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Deletes idempotency records older than {@code orders.idempotency.retention}, 7 days by default,
 * in small batches that block no command.
 */
@ApplicationScoped
public class IdempotencyRecordCleanup implements Runnable {

  private static final Logger LOG = Logger.getLogger(IdempotencyRecordCleanup.class.getName());

  private static final long PERIOD_SECONDS = 60;
  private static final int MAX_ROWS_PER_BATCH = 500;

  private final CountDownLatch stopped = new CountDownLatch(1);

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

  /** Deletes once a minute until stopped. */
  @Override
  public void run() {
    try {
      while (!stopped.await(PERIOD_SECONDS, TimeUnit.SECONDS)) {
        try {
          deleteExpired();
        } catch (Unavailable away) {
          LOG.log(Level.FINE, "Deleting idempotency records waits for the database");
        } catch (RuntimeException fault) {
          LOG.log(Level.WARNING, "Deleting idempotency records failed", fault);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends {@link #run} soon. */
  public void stop() {
    stopped.countDown();
  }

  /** Deletes expired records and returns their number. */
  int deleteExpired() {
    int deleted = 0;
    int rows = MAX_ROWS_PER_BATCH;
    while (rows == MAX_ROWS_PER_BATCH && stopped.getCount() > 0) {
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
    }
    return deleted;
  }
}
