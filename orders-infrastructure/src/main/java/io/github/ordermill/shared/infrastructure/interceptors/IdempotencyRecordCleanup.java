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
 * Forgets recorded answers that are older than {@code orders.idempotency.retention}, 7 days unless
 * set, in small batches that hold nobody up.
 */
@ApplicationScoped
public class IdempotencyRecordCleanup implements Runnable {

  private static final Logger LOG = Logger.getLogger(IdempotencyRecordCleanup.class.getName());

  private static final long PERIOD_SECONDS = 60;
  private static final int BATCH = 500;

  private final CountDownLatch stopped = new CountDownLatch(1);

  @Inject Database database;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "orders.idempotency.retention", defaultValue = "P7D")
  Duration retention;

  /** Purges once a minute until stopped. */
  @Override
  public void run() {
    try {
      while (!stopped.await(PERIOD_SECONDS, TimeUnit.SECONDS)) {
        try {
          purge();
        } catch (Unavailable away) {
          LOG.log(Level.FINE, "Purging waits for the database");
        } catch (RuntimeException fault) {
          LOG.log(Level.WARNING, "Purging recorded answers failed", fault);
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

  /** Forgets what is old enough; returns how many answers that were. */
  int purge() {
    int purged = 0;
    for (int batch = BATCH; batch == BATCH && stopped.getCount() > 0; purged += batch) {
      batch =
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
                      BATCH));
    }
    return purged;
  }
}
