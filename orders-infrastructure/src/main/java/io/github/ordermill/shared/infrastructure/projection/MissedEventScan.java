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
 * Finds orders whose last events never reached a projection. It looks at the log from the position
 * on up to which the projection is known to be complete, and moves that position on.
 *
 * <p>Most looks begin where the last one found everything applied. What commits late at a lower
 * position, and whose message is lost besides, is found by the whole look that comes every sixth
 * time, and next after anything that may have undone what was applied.
 */
final class MissedEventScan {

  /**
   * What happened this long ago should have arrived. What could not be sent for so long, since the
   * broker is away, is not waited for: views go on without the broker, in larger steps.
   */
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** Longer than a command takes: hardly a lower position is still to be committed after that. */
  private static final Duration HORIZON = Duration.ofSeconds(30);

  private static final int WINDOW = 50_000;

  static final int LOOKS_PER_WHOLE_LOOK = 6;

  private final String projection;

  /** Looks until the next whole one; 0 if that is due. */
  private int looksLeft;

  /** By the last look: where it began to know, and up to where all was applied then. */
  private long sweptThen;

  private long appliedThen;

  MissedEventScan(String projection) {
    this.projection = projection;
  }

  /** Makes the next look a whole one: something that was applied may be so no more. */
  synchronized void forget() {
    looksLeft = 0;
  }

  /**
   * Orders with events that should have arrived and are not applied, oldest first, without parked
   * ones.
   */
  synchronized Set<UUID> behind(Connection connection, Instant now) {
    var known = sweptPosition(connection);
    long swept = known.orElse(0);
    boolean whole = looksLeft == 0 || known.isEmpty() || swept != sweptThen;
    long from = whole ? swept : appliedThen;
    var window = window(connection, from);
    var behind = new LinkedHashSet<UUID>();
    var first = new long[] {Long.MAX_VALUE};
    Sql.query(
        connection,
        """
        SELECT e.order_id, min(e.position) AS position, bool_or(e.occurred_at < ?) AS late
        FROM (
          SELECT position, order_id, version, occurred_at
          FROM messaging.event_log
          WHERE position > ? ORDER BY position LIMIT ?) e
        LEFT JOIN views.projection_checkpoint p
          ON p.projection = ? AND p.order_id = e.order_id
        WHERE e.version > coalesce(p.version, 0)
        AND NOT EXISTS (
          SELECT FROM messaging.dead_letter d
          WHERE d.projection = ? AND d.order_id = e.order_id AND d.settled_at IS NULL)
        GROUP BY e.order_id
        ORDER BY position
        """,
        row -> {
          first[0] = Math.min(first[0], row.getLong("position"));
          if (row.getBoolean("late")) {
            behind.add(Sql.uuid(row, "order_id"));
          }
          return null;
        },
        Timestamp.from(now.minus(GRACE)),
        from,
        WINDOW,
        projection,
        projection);
    if (whole) {
      moveOn(connection, from, first[0] - 1, now);
      looksLeft = window.full ? 1 : LOOKS_PER_WHOLE_LOOK;
    }
    looksLeft--;
    sweptThen = whole ? sweptPosition(connection).orElse(0) : swept;
    appliedThen = Math.max(sweptThen, Math.min(window.last, first[0] - 1));
    return behind;
  }

  /**
   * What a look takes in.
   *
   * @param last its last position
   * @param full whether there may be more
   */
  private record Window(long last, boolean full) {}

  /** Asked for before the look itself, so that this has seen all of it. */
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

  /** Empty before the first move, and where somebody has emptied the views. */
  private OptionalLong sweptPosition(Connection connection) {
    return Sql.query(
            connection,
            "SELECT scanned_position FROM views.projection_progress WHERE projection = ?",
            row -> row.getLong(1),
            projection)
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  private void moveOn(Connection connection, long from, long complete, Instant now) {
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
   * Looks at the log from that event on again: a dead letter that hid it is being settled. A sweep
   * under way elsewhere then does not move the position on.
   */
  void rewind(Connection connection, UUID order, int version) {
    forget();
    Sql.update(
        connection,
        """
        UPDATE views.projection_progress SET scanned_position = least(scanned_position, (
          SELECT position - 1 FROM messaging.event_log WHERE order_id = ? AND version = ?))
        WHERE projection = ?
        """,
        order,
        version,
        projection);
  }
}
