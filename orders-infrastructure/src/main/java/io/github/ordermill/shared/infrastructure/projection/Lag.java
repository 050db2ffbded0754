package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.time.Instant;

/**
 * Events that a projection has not applied yet.
 *
 * @param events number of events that are due
 * @param oldest when the oldest of them occurred, or null
 * @param heldEvents number of parked events and of later events of their aggregates
 * @param oldestHeld when the oldest of those occurred, or null
 * @param deadLetters number of parked events
 */
public record Lag(int events, Instant oldest, int heldEvents, Instant oldestHeld, int deadLetters) {

  /** Age of the oldest due event in milliseconds; 0 if there is none. */
  public long millis(Instant now) {
    return age(oldest, now);
  }

  /** Age of the oldest event, held ones included, in milliseconds; 0 if there is none. */
  public long millisWithHeld(Instant now) {
    return Math.max(age(oldest, now), age(oldestHeld, now));
  }

  private static long age(Instant since, Instant now) {
    return since == null ? 0 : Math.max(0, now.toEpochMilli() - since.toEpochMilli());
  }

  /** Position of the last event of the log that a database shows, 0 without events. */
  static long lastPosition(Connection connection) {
    return Sql.query(
            connection,
            "SELECT coalesce(max(position), 0) FROM messaging.event_log",
            row -> row.getLong(1))
        .get(0);
  }

  /** This lag, read from a replica, and the events of the main database that it does not have. */
  Lag after(Connection main, String aggregateType, long lastPosition) {
    return Sql.query(
            main,
            """
            SELECT count(*) AS missing, min(occurred_at) AS oldest_missing
            FROM messaging.event_log WHERE position > ? AND aggregate_type = ?
            """,
            row ->
                new Lag(
                    events + row.getInt("missing"),
                    older(oldest, Sql.instant(row, "oldest_missing")),
                    heldEvents,
                    oldestHeld,
                    deadLetters),
            lastPosition,
            aggregateType)
        .get(0);
  }

  private static Instant older(Instant one, Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  static Lag of(Connection connection, String projection, String aggregateType) {
    return Sql.query(
            connection,
            """
            SELECT waiting.*, held.*,
              (SELECT count(*) FROM messaging.dead_letter
               WHERE projection = wanted.projection AND settled_at IS NULL) AS dead_letters
            FROM (SELECT ?::text AS projection, ?::text AS aggregate_type) wanted
            CROSS JOIN LATERAL (
              SELECT count(*) AS events, min(e.occurred_at) AS oldest
              FROM messaging.event_log e
              LEFT JOIN views.projection_checkpoint p
                ON p.projection = wanted.projection AND p.aggregate_id = e.aggregate_id
              WHERE e.position > coalesce((
                SELECT scanned_position FROM views.projection_progress g
                WHERE g.projection = wanted.projection), 0)
              AND e.aggregate_type = wanted.aggregate_type
              AND e.version > coalesce(p.version, 0)
              AND NOT EXISTS (
                SELECT FROM messaging.dead_letter d
                WHERE d.projection = wanted.projection
                AND d.aggregate_id = e.aggregate_id AND d.settled_at IS NULL)) waiting
            CROSS JOIN LATERAL (
              SELECT count(*) AS held_events, min(e.occurred_at) AS oldest_held
              FROM messaging.dead_letter d
              JOIN messaging.event_log e
                ON e.aggregate_id = d.aggregate_id AND e.version >= d.version
              WHERE d.projection = wanted.projection AND d.settled_at IS NULL) held
            """,
            row ->
                new Lag(
                    row.getInt("events"),
                    Sql.instant(row, "oldest"),
                    row.getInt("held_events"),
                    Sql.instant(row, "oldest_held"),
                    row.getInt("dead_letters")),
            projection,
            aggregateType)
        .get(0);
  }
}
