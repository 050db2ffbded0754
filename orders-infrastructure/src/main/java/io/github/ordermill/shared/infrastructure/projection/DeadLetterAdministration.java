package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.projection.ProjectionCheckpoints.Move;
import java.sql.Connection;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Retries and discards dead letters of one projection. */
public final class DeadLetterAdministration {

  private static final Logger LOG = Logger.getLogger(DeadLetterAdministration.class.getName());

  private final Database database;
  private final Clock clock;
  private final DeliveryQueue queue;
  private final ProjectionTransaction transaction;
  private final FailureIsolation isolation;
  private final ProjectionCheckpoints checkpoints;
  private final RetryAndParking retries;
  private final MissedEventScan scan;

  DeadLetterAdministration(
      Database database,
      Clock clock,
      DeliveryQueue queue,
      ProjectionTransaction transaction,
      FailureIsolation isolation,
      ProjectionCheckpoints checkpoints,
      RetryAndParking retries,
      MissedEventScan scan) {
    this.database = database;
    this.clock = clock;
    this.queue = queue;
    this.transaction = transaction;
    this.isolation = isolation;
    this.checkpoints = checkpoints;
    this.retries = retries;
    this.scan = scan;
  }

  /** Result of an operation on a dead letter. */
  public enum Settlement {
    /** It is settled, and its aggregate continues. */
    DONE,
    /** It was retried and failed again. */
    FAILED,
    /** It was settled before. */
    GONE
  }

  /**
   * Applies a parked event again, then the later events of its aggregate.
   *
   * @param actor who retries it
   * @throws Unavailable if the database is unavailable
   */
  public Settlement retry(UUID deadLetter, UUID aggregateId, int version, String actor) {
    try (var batch = queue.take(Set.of(aggregateId))) {
      var outcome =
          database.inTransaction(
              connection ->
                  retries.settle(connection, deadLetter, "RETRIED", actor, null, clock.instant())
                      ? applyParked(connection, aggregateId, version)
                      : null);
      if (outcome == null) {
        return Settlement.GONE;
      }
      transaction.committed(outcome);
      isolation.apply(batch.versions());
      return Settlement.DONE;
    } catch (Unavailable away) {
      throw away;
    } catch (RuntimeException | StackOverflowError | LinkageError fault) {
      var reason = FailureIsolation.reasonOf(fault);
      LOG.log(Level.WARNING, reason, () -> "Dead letter " + deadLetter + " failed again");
      database.inTransaction(connection -> retries.failedAgain(connection, deadLetter, reason));
      return Settlement.FAILED;
    }
  }

  /** Rewinds the scan, which finds the later events if this node dies before they are applied. */
  private ProjectionTransaction.Outcome applyParked(
      Connection connection, UUID aggregateId, int version) {
    scan.rewind(connection, aggregateId, version);
    return transaction.apply(connection, Map.of(aggregateId, new TreeSet<>()), 1);
  }

  /**
   * Skips a parked event, which stays in the table with the reason, and applies the later events of
   * its aggregate.
   *
   * @param actor who discards it
   * @throws Unavailable if the database is unavailable
   */
  public Settlement discard(
      UUID deadLetter, UUID aggregateId, int version, String actor, String reason) {
    try (var batch = queue.take(Set.of(aggregateId))) {
      boolean settled =
          database.inTransaction(
              connection -> {
                if (!retries.settle(
                    connection, deadLetter, "DISCARDED", actor, reason, clock.instant())) {
                  return false;
                }
                scan.rewind(connection, aggregateId, version);
                var skip = new TreeMap<>(Map.of(aggregateId, new Move(version - 1, version)));
                return checkpoints.move(connection, skip);
              });
      if (!settled) {
        return Settlement.GONE;
      }
      isolation.apply(batch.versions());
      return Settlement.DONE;
    }
  }
}
