package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.domain.UuidV7;
import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Retries and dead letters of one projection. An event that cannot be applied is retried after
 * pauses that double from 100 ms, then parked in the table {@code messaging.dead_letter}. Pauses
 * are in memory only: after a restart the scan for missed events finds the aggregate, and counting
 * starts again.
 */
final class RetryAndParking {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final int MAX_DOUBLINGS = 16;

  private final String projection;
  private final int maxAttempts;
  private final Map<UUID, Failure> failures = new ConcurrentHashMap<>();

  RetryAndParking(String projection, int maxAttempts) {
    this.projection = projection;
    this.maxAttempts = maxAttempts;
  }

  private record Failure(int attempts, Instant pausedUntil) {}

  /**
   * Counts a failed attempt and starts a pause.
   *
   * @return whether that was the last attempt, so that the event is to be parked
   */
  boolean failed(UUID aggregateId, Instant now) {
    var failure =
        failures.merge(
            aggregateId,
            new Failure(1, now.plus(FIRST_PAUSE)),
            (before, first) -> {
              long factor = 1L << Math.min(before.attempts, MAX_DOUBLINGS);
              return new Failure(before.attempts + 1, now.plus(FIRST_PAUSE.multipliedBy(factor)));
            });
    return failure.attempts >= maxAttempts;
  }

  /** Forgets the failed attempts of an aggregate. */
  void succeeded(UUID aggregateId) {
    failures.remove(aggregateId);
  }

  /** Whether the aggregate must not be retried yet. */
  boolean isPaused(UUID aggregateId, Instant now) {
    var failure = failures.get(aggregateId);
    return failure != null && now.isBefore(failure.pausedUntil);
  }

  /** Aggregates whose pause is over. */
  Set<UUID> due(Instant now) {
    return failures.entrySet().stream()
        .filter(failure -> !now.isBefore(failure.getValue().pausedUntil))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Aggregates that have failed and will be retried. */
  Set<UUID> awaitingRetry() {
    return Set.copyOf(failures.keySet());
  }

  /**
   * Parks the event of that version as a dead letter.
   *
   * @return the dead letter's id; empty if the event is parked already, is not in the log, or is
   *     not the aggregate's next event, since another node has applied it
   */
  Optional<UUID> park(
      Connection connection, UUID aggregateId, int version, Throwable fault, Instant now) {
    var failure = failures.remove(aggregateId);
    var id = UuidV7.at(now);
    int parked =
        Sql.update(
            connection,
            """
            INSERT INTO messaging.dead_letter (
              id, projection, aggregate_id, version, event_type, error, attempts, parked_at)
            SELECT ?, ?, e.aggregate_id, e.version, e.type, ?, ?, ?
            FROM messaging.event_log e
            LEFT JOIN views.projection_checkpoint p
              ON p.projection = ? AND p.aggregate_id = e.aggregate_id
            WHERE e.aggregate_id = ? AND e.version = ? AND coalesce(p.version, 0) = e.version - 1
            ON CONFLICT (projection, aggregate_id) WHERE settled_at IS NULL DO NOTHING
            """,
            id,
            projection,
            DeadLetterError.of(fault, id),
            failure == null ? maxAttempts : failure.attempts,
            now,
            projection,
            aggregateId,
            version);
    return parked == 1 ? Optional.of(id) : Optional.empty();
  }

  /**
   * Settles a dead letter, so that its aggregate may continue.
   *
   * @param actor who settles it
   * @param reason may be null
   * @return false if it is settled already, or does not exist
   */
  boolean settle(
      Connection connection,
      UUID deadLetter,
      String settlement,
      String actor,
      String reason,
      Instant now) {
    return Sql.update(
            connection,
            """
            UPDATE messaging.dead_letter
            SET settled_at = ?, settlement = ?, settled_by = ?, reason = ?
            WHERE id = ? AND settled_at IS NULL
            """,
            now,
            settlement,
            actor,
            reason,
            deadLetter)
        == 1;
  }

  /** Counts one more attempt at a dead letter that stays open. */
  int failedAgain(Connection connection, UUID deadLetter, Throwable fault) {
    return Sql.update(
        connection,
        "UPDATE messaging.dead_letter SET attempts = attempts + 1, error = ? WHERE id = ?",
        DeadLetterError.of(fault, deadLetter),
        deadLetter);
  }
}
