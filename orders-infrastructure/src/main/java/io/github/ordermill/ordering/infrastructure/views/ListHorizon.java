package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.infrastructure.persistence.SequenceOrderNumbers;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.projection.UnappliedEvents;
import java.sql.Connection;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Determines how far the views of orders are complete. Times and numbers are taken before the order
 * is visible, so that an order may appear before others that are shown already. It cannot do so
 * before the horizon, which is below
 *
 * <ul>
 *   <li>what running commands have taken,
 *   <li>the events in the log that the projection has not applied.
 * </ul>
 *
 * <p>A horizon remains valid, since it only rises. So it is determined by one thread at a time, and
 * again after a pause of ten times what it took: with many events to apply that is longer.
 */
final class ListHorizon {

  private static final int PAUSE_FACTOR = 10;
  private static final OrderProjection PROJECTION = new OrderProjection();

  private static final Horizon NOTHING = new Horizon(Instant.EPOCH, 1);

  private final Database database;
  private final ReentrantLock determining = new ReentrantLock();
  private volatile Known known;

  ListHorizon(Database database) {
    this.database = database;
  }

  /**
   * A horizon.
   *
   * @param time later events have this time or a later one
   * @param number later orders have a higher number; 1 or more
   */
  record Horizon(Instant time, long number) {}

  /**
   * A horizon with the time of {@link System#nanoTime} up to which it is used without determining
   * it again.
   */
  private record Known(Horizon horizon, long until) {}

  /** A horizon of everything that a query sees whose snapshot is taken after this call. */
  Horizon current() {
    var last = known;
    if (last != null && last.until - System.nanoTime() > 0) {
      return last.horizon;
    }
    if (last == null) {
      determining.lock();
    } else if (!determining.tryLock()) {
      return last.horizon;
    }
    try {
      long start = System.nanoTime();
      var horizon = database.hasReplica() ? ofReplica() : ofDatabase();
      long end = System.nanoTime();
      known = new Known(horizon, end + PAUSE_FACTOR * (end - start));
      return horizon;
    } finally {
      determining.unlock();
    }
  }

  private Horizon ofDatabase() {
    return database.read(ListHorizon::determine);
  }

  /**
   * What running transactions hold comes first: a transaction that commits in between is seen among
   * the events then.
   */
  private static Horizon determine(Connection connection) {
    var completeTo = EventLog.completeTo(connection);
    long settledTo = SequenceOrderNumbers.settledTo(connection);
    return UnappliedEvents.aggregate(
        connection,
        PROJECTION,
        """
        min(e.occurred_at) AS time,
        min(substr(e.payload ->> 'number', 3)::bigint) FILTER (WHERE e.version = 1) AS number
        """,
        row -> {
          var time = Sql.instant(row, "time");
          long number = row.getLong("number");
          return new Horizon(
              time == null || completeTo.isBefore(time) ? completeTo : time,
              row.wasNull() ? settledTo : Math.max(1, Math.min(settledTo, number - 1)));
        });
  }

  /** The horizon of the database, as far as the replica shows it. */
  private Horizon ofReplica() {
    database.inTransaction(
        connection -> {
          Sql.update(connection, "SET LOCAL synchronous_commit = off");
          var horizon = determine(connection);
          return Sql.update(
              connection,
              """
              INSERT INTO views.order_list_horizon AS known VALUES (1, ?, ?)
              ON CONFLICT (id) DO UPDATE SET
                appended = greatest(known.appended, excluded.appended),
                number = greatest(known.number, excluded.number)
              """,
              horizon.time,
              horizon.number);
        });
    return database
        .read(
            connection ->
                Sql.query(
                    connection,
                    "SELECT appended, number FROM views.order_list_horizon",
                    row -> new Horizon(Sql.instant(row, "appended"), row.getLong("number"))))
        .stream()
        .findFirst()
        .orElse(NOTHING);
  }
}
