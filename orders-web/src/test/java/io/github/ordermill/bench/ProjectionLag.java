package io.github.ordermill.bench;

import io.github.ordermill.bench.load.Timeline;
import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Lag of the projections: time from the commit of a command to the commit of the last projection
 * that applied its event, by {@code track_commit_timestamp}. PostgreSQL takes a timestamp before it
 * writes the commit to disk, so a reader sees a lag that differs by the difference of two such
 * writes.
 */
final class ProjectionLag {

  /**
   * Event of a command.
   *
   * @param committedMicros commit of the command, microseconds since the epoch
   * @param visibleMicros commit of the last projection; the current time if the event is not
   *     visible yet
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

  /** Last position of the log. */
  static long position(BenchmarkStack stack) throws SQLException {
    return stack.queryNumber("SELECT coalesce(max(position), 0) FROM messaging.event_log");
  }

  /** Lag of the orders placed after a position, up to another. */
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
        CROSS JOIN messaging.event_log e
        JOIN ordering.orders o ON o.id = e.aggregate_id
        CROSS JOIN LATERAL (
          SELECT count(*) AS projections,
            CASE WHEN count(*) = known.projections THEN max(pg_xact_commit_timestamp(p.xmin)) END AS last
          FROM views.projection_progress g
          JOIN views.projection_checkpoint p
            ON p.projection = g.projection AND p.aggregate_id = e.aggregate_id) applied
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

  /** Percentile of the lag in milliseconds. */
  double millis(double percentile) {
    return histogram(events).getValueAtPercentile(percentile) / 1e3;
  }

  /** Percentile of the lag in milliseconds, in the last quarter of the time. */
  double millisInLastQuarter(double percentile) {
    long first = events.stream().mapToLong(Event::committedMicros).min().orElse(0);
    long last = events.stream().mapToLong(Event::committedMicros).max().orElse(0);
    long from = last - (last - first) / 4;
    return histogram(events.stream().filter(event -> event.committedMicros() >= from).toList())
            .getValueAtPercentile(percentile)
        / 1e3;
  }

  /** Time when the last event became visible, in microseconds since the epoch. */
  long lastVisibleMicros() {
    return events.stream().mapToLong(Event::visibleMicros).max().orElseThrow();
  }

  /** Adds a point per second to the timeline. */
  void addTo(Timeline timeline) {
    var bySecond = new TreeMap<Long, List<Event>>();
    for (var event : events) {
      bySecond
          .computeIfAbsent(event.committedMicros() / 1_000_000, second -> new ArrayList<>())
          .add(event);
    }
    bySecond.forEach((second, of) -> timeline.addLag(Instant.ofEpochSecond(second), histogram(of)));
  }

  private static Histogram histogram(List<Event> events) {
    var histogram = new Histogram(3);
    events.forEach(event -> histogram.recordValue(event.lagMicros()));
    return histogram;
  }
}
