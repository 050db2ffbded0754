package io.github.ordermill.bench;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * How long events took from the commit of their command to the commit of the last projection's
 * transaction that applied them: both as PostgreSQL has stamped them (track_commit_timestamp). A
 * stamp is taken right before the commit is written to the disk, so what a reader sees differs by
 * the difference of two such writes.
 */
final class ProjectionLag {

  /**
   * One event.
   *
   * @param visibleMicros since the epoch, like {@code committedMicros}; for what is not visible yet
   *     the time when that was found
   */
  private record Event(long committedMicros, long visibleMicros, boolean visible) {

    long lagMicros() {
      return Math.max(0, visibleMicros - committedMicros);
    }
  }

  private final List<Event> events;

  private ProjectionLag(List<Event> events) {
    this.events = events;
  }

  /** The log's end at this moment. */
  static long position(BenchmarkStack stack) throws SQLException {
    return stack.number("SELECT coalesce(max(position), 0) FROM ordering.order_event");
  }

  /** Of the orders placed after one position and up to another. */
  static ProjectionLag between(BenchmarkStack stack, long after, long upTo) throws SQLException {
    try (var connection = stack.connect()) {
      return new ProjectionLag(read(connection, after, upTo));
    }
  }

  private static List<Event> read(Connection connection, long after, long upTo) {
    return Sql.query(
        connection,
        """
        SELECT
          extract(epoch FROM pg_xact_commit_timestamp(o.xmin)) * 1000000 AS committed,
          extract(epoch FROM coalesce(applied.last, clock_timestamp())) * 1000000 AS visible,
          applied.projections = known.projections AS is_visible
        FROM (SELECT count(*) AS projections FROM views.projection_progress) known
        CROSS JOIN ordering.order_event e
        JOIN ordering.orders o ON o.id = e.order_id
        CROSS JOIN LATERAL (
          SELECT count(*) AS projections,
            CASE WHEN count(*) = known.projections THEN max(pg_xact_commit_timestamp(p.xmin)) END AS last
          FROM views.projection_progress g
          JOIN views.projection_position p
            ON p.projection = g.projection AND p.order_id = e.order_id) applied
        WHERE e.version = 1 AND e.position > ? AND e.position <= ?
        """,
        row ->
            new Event(
                row.getLong("committed"), row.getLong("visible"), row.getBoolean("is_visible")),
        after,
        upTo);
  }

  int size() {
    return events.size();
  }

  /** So many percent were visible after at most this many milliseconds. */
  double millis(double percentile) {
    return histogram(events).getValueAtPercentile(percentile) / 1e3;
  }

  /** The same of the last quarter of the time. */
  double millisAtTheEnd(double percentile) {
    long first = events.stream().mapToLong(Event::committedMicros).min().orElse(0);
    long last = events.stream().mapToLong(Event::committedMicros).max().orElse(0);
    long from = last - (last - first) / 4;
    return histogram(events.stream().filter(event -> event.committedMicros() >= from).toList())
            .getValueAtPercentile(percentile)
        / 1e3;
  }

  /** When the last of them became visible, in microseconds since the epoch. */
  long lastVisibleMicros() {
    return events.stream().mapToLong(Event::visibleMicros).max().orElseThrow();
  }

  /** Adds a point for each second in which something was committed. */
  void noteIn(Timeline timeline) {
    var bySecond = new TreeMap<Long, List<Event>>();
    for (var event : events) {
      bySecond
          .computeIfAbsent(event.committedMicros() / 1_000_000, second -> new ArrayList<>())
          .add(event);
    }
    bySecond.forEach((second, of) -> timeline.lag(Instant.ofEpochSecond(second), histogram(of)));
  }

  private static Histogram histogram(List<Event> events) {
    var histogram = new Histogram(3);
    events.forEach(event -> histogram.recordValue(event.lagMicros()));
    return histogram;
  }
}
