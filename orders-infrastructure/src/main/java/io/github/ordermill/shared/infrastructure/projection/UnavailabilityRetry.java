package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.infrastructure.database.Database;
import java.sql.Connection;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Database transactions that are repeated while the database is unavailable, until stopped. */
final class UnavailabilityRetry {

  private static final long PAUSE_MILLIS = 250;

  private final Database database;
  private final Runnable onUnavailable;
  private volatile boolean stopped;

  /**
   * Creates it.
   *
   * @param onUnavailable called before each repetition: a database that crashed may have lost
   *     commits that did not wait for the disk
   */
  UnavailabilityRetry(Database database, Runnable onUnavailable) {
    this.database = database;
    this.onUnavailable = onUnavailable;
  }

  /**
   * One attempt.
   *
   * @throws Unavailable if the database is unavailable
   */
  <T> T once(Function<Connection, T> work) {
    try {
      return database.inTransaction(work);
    } catch (Unavailable away) {
      onUnavailable.run();
      throw away;
    }
  }

  /**
   * As many attempts as it takes, with a pause between two.
   *
   * @throws Unavailable if the database is unavailable and this is stopped or interrupted
   */
  <T> T untilAvailable(Function<Connection, T> work) {
    while (true) {
      try {
        return once(work);
      } catch (Unavailable away) {
        if (stopped) {
          throw away;
        }
        try {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw away;
        }
      }
    }
  }

  /** Makes pending repetitions fail. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }
}
