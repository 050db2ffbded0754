package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.domain.UuidV7;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlFailed;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What happens to orders with an event that cannot be applied: pauses that double from 100 ms on,
 * then parking in the table {@code messaging.dead_letter}. Pauses are kept in memory only: after a
 * restart the sweep finds the order again and counting begins anew.
 */
final class RetryAndParking {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final int LONGEST_ERROR = 2000;

  private final String projection;
  private final int maxAttempts;
  private final Map<UUID, Trouble> troubles = new ConcurrentHashMap<>();

  RetryAndParking(String projection, int maxAttempts) {
    this.projection = projection;
    this.maxAttempts = maxAttempts;
  }

  private record Trouble(int attempts, Instant until) {}

  /**
   * Counts a failed attempt and begins a pause.
   *
   * @return whether that was the last attempt: the event is to be parked
   */
  boolean failed(UUID order, Instant now) {
    var trouble =
        troubles.merge(
            order,
            new Trouble(1, now.plus(FIRST_PAUSE)),
            (before, first) ->
                new Trouble(
                    before.attempts + 1,
                    now.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(before.attempts, 16)))));
    return trouble.attempts >= maxAttempts;
  }

  /** The order goes on. */
  void succeeded(UUID order) {
    troubles.remove(order);
  }

  /** Whether the order must not be tried yet. */
  boolean pauses(UUID order, Instant now) {
    var trouble = troubles.get(order);
    return trouble != null && now.isBefore(trouble.until);
  }

  /** Orders whose pause is over. */
  Set<UUID> due(Instant now) {
    return troubles.entrySet().stream()
        .filter(trouble -> !now.isBefore(trouble.getValue().until))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Orders that have failed and will be tried again. */
  Set<UUID> waiting() {
    return Set.copyOf(troubles.keySet());
  }

  /**
   * Parks the event of that version.
   *
   * @return false if it is parked already, is not in the log, or is not what the order waits for:
   *     another node has come further
   */
  boolean park(Connection connection, UUID order, int version, Throwable fault, Instant now) {
    var trouble = troubles.remove(order);
    return Sql.update(
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
            UuidV7.at(now),
            projection,
            errorOf(fault),
            trouble == null ? maxAttempts : trouble.attempts,
            now,
            projection,
            order,
            version)
        == 1;
  }

  /** Closes a dead letter; its order may go on. */
  int settle(
      Connection connection, UUID deadLetter, String settlement, String reason, Instant now) {
    return Sql.update(
        connection,
        """
        UPDATE messaging.dead_letter SET settled_at = ?, settlement = ?, reason = ?
        WHERE id = ? AND settled_at IS NULL
        """,
        now,
        settlement,
        reason,
        deadLetter);
  }

  /** Counts one more attempt at a dead letter that stays open. */
  int failedAgain(Connection connection, UUID deadLetter, Throwable fault) {
    return Sql.update(
        connection,
        "UPDATE messaging.dead_letter SET attempts = attempts + 1, error = ? WHERE id = ?",
        errorOf(fault),
        deadLetter);
  }

  /**
   * What went wrong, in a form that can be stored and shown: our own refusals say it in words for
   * operators; what others throw names classes and tables and belongs into the log.
   */
  private static String errorOf(Throwable fault) {
    if (fault instanceof SqlFailed sql) {
      return "the database refused its rows, SQL state " + sql.state();
    }
    var ours = fault instanceof IllegalArgumentException || fault instanceof IllegalStateException;
    if (!ours || fault.getMessage() == null) {
      return "an unexpected fault; the log has it";
    }
    var error = fault.getMessage().replace('\0', ' ').strip();
    return error.substring(0, Math.min(error.length(), LONGEST_ERROR));
  }
}
