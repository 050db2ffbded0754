package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Finds aggregates whose last events never reached a projection. It reads the log from the
 * projection's scanned position, up to which all of the projection's events are known to be applied
 * or parked, and raises that position.
 *
 * <p>Most scans are short: they begin where the last one found everything applied. An event that
 * commits late at a lower position, and whose message is lost too, is found by the full scan, which
 * is every sixth one, and the next one after anything that may have undone applied events.
 */
final class MissedEventScan {

  static final int SCANS_PER_FULL_SCAN = 6;

  /**
   * Minimum age of an event that counts as missed; by then its message should have arrived. Events
   * that cannot be published for longer, since the broker is down, count too: views are then
   * updated without the broker, in larger steps.
   */
  static final Duration GRACE = Duration.ofSeconds(3);

  /**
   * Age from which on the log is complete: longer than a command takes, so that older events cannot
   * still be in an open command transaction.
   */
  private static final Duration HORIZON = Duration.ofSeconds(30);

  /** Maximum events read by one scan, those of other aggregate types included. */
  private static final int WINDOW = 50_000;

  private final String projection;
  private final String aggregateType;

  /** Number of scans until the next full one; 0 if that is due. */
  private int scansUntilFull;

  /** Scanned position after the last scan. */
  private long scannedThen;

  /** Position up to which the last scan found everything applied. */
  private long appliedThen;

  private boolean hasMore;

  MissedEventScan(String projection, String aggregateType) {
    this.projection = projection;
    this.aggregateType = aggregateType;
  }

  /** Makes the next scan a full one: events that were applied may be lost. */
  synchronized void forget() {
    scansUntilFull = 0;
  }

  /**
   * Aggregates with an event that is old enough and not applied, oldest event first, without
   * aggregates that have an open dead letter.
   *
   * @param grace minimum age of an event that counts as missed
   */
  synchronized Set<UUID> missed(Connection connection, Instant now, Duration grace) {
    var known = scannedPosition(connection);
    long scanned = known.orElse(0);
    boolean full = scansUntilFull == 0 || known.isEmpty() || scanned != scannedThen;
    long from = full ? scanned : appliedThen;
    var window = window(connection, from);
    var missed = new LinkedHashSet<UUID>();
    var first = new long[] {Long.MAX_VALUE};
    Sql.query(
        connection,
        """
        SELECT e.aggregate_id, min(e.position) AS position, bool_or(e.occurred_at < ?) AS late
        FROM (
          SELECT position, aggregate_type, aggregate_id, version, occurred_at
          FROM messaging.event_log
          WHERE position > ? ORDER BY position LIMIT ?) e
        LEFT JOIN views.projection_checkpoint p
          ON p.projection = ? AND p.aggregate_id = e.aggregate_id
        WHERE e.aggregate_type = ?
        AND e.version > coalesce(p.version, 0)
        AND NOT EXISTS (
          SELECT FROM messaging.dead_letter d
          WHERE d.projection = ? AND d.aggregate_id = e.aggregate_id AND d.settled_at IS NULL)
        GROUP BY e.aggregate_id
        ORDER BY position
        """,
        row -> {
          first[0] = Math.min(first[0], row.getLong("position"));
          if (row.getBoolean("late")) {
            missed.add(Sql.uuid(row, "aggregate_id"));
          }
          return null;
        },
        Timestamp.from(now.minus(grace)),
        from,
        WINDOW,
        projection,
        aggregateType,
        projection);
    if (full) {
      raiseScannedPosition(connection, from, first[0] - 1, now);
      scansUntilFull = window.isFull ? 1 : SCANS_PER_FULL_SCAN;
    }
    scansUntilFull--;
    scannedThen = full ? scannedPosition(connection).orElse(0) : scanned;
    appliedThen = Math.max(scannedThen, Math.min(window.last, first[0] - 1));
    hasMore = full && window.isFull && missed.isEmpty() && scannedThen > scanned;
    return missed;
  }

  /**
   * Whether the last scan found nothing in a full window and raised the scanned position: the next
   * one reads further. A new projection so passes old events of other aggregate types quickly.
   */
  synchronized boolean hasMore() {
    return hasMore;
  }

  /**
   * Events that a scan reads.
   *
   * @param last position of the last of them
   * @param isFull whether the log may hold more
   */
  private record Window(long last, boolean isFull) {}

  /** Read before the scan's own query, so that this has seen all of it. */
  private static Window window(Connection connection, long from) {
    return Sql.query(
            connection,
            """
            SELECT coalesce(max(position), ?) AS last, count(*) AS events FROM (
              SELECT position FROM messaging.event_log
              WHERE position > ? ORDER BY position LIMIT ?) e
            """,
            row -> new Window(row.getLong("last"), row.getInt("events") == WINDOW),
            from,
            from,
            WINDOW)
        .get(0);
  }

  /** Empty before the first full scan, and after the views were emptied. */
  private OptionalLong scannedPosition(Connection connection) {
    return Sql.query(
            connection,
            "SELECT scanned_position FROM views.projection_progress WHERE projection = ?",
            row -> row.getLong(1),
            projection)
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  private void raiseScannedPosition(Connection connection, long from, long complete, Instant now) {
    Sql.update(
        connection,
        """
        INSERT INTO views.projection_progress AS known (projection, scanned_position)
        SELECT ?, max(position) FROM (
          SELECT position, occurred_at FROM messaging.event_log
          WHERE position > ? AND position <= ? ORDER BY position LIMIT ?) e
        WHERE e.occurred_at < ?
        HAVING max(position) IS NOT NULL
        ON CONFLICT (projection)
        DO UPDATE SET scanned_position = excluded.scanned_position WHERE known.scanned_position = ?
        """,
        projection,
        from,
        complete,
        WINDOW,
        Timestamp.from(now.minus(HORIZON)),
        from);
  }

  /**
   * Lowers the scanned position before an event whose dead letter is being settled. A scan that
   * runs at the same time on another node then does not raise it.
   */
  void rewind(Connection connection, UUID aggregateId, int version) {
    forget();
    Sql.update(
        connection,
        """
        UPDATE views.projection_progress SET scanned_position = least(scanned_position, (
          SELECT position - 1 FROM messaging.event_log WHERE aggregate_id = ? AND version = ?))
        WHERE projection = ?
        """,
        aggregateId,
        version,
        projection);
  }
}
