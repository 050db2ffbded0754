package io.github.ordermill.bench;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What happened when, in seconds since the beginning of the run: the curves of the picture. */
final class Timeline {

  /** One point of a curve; the value in milliseconds. */
  record Point(double second, double millis) {}

  /** A curve by its name. */
  record Curve(String name, List<Point> points) {}

  /** Where a section began. */
  record Mark(double second, String section) {}

  private final Clock clock;
  private final Instant begin;
  private final Curve commandP50 = new Curve("command p50", new ArrayList<>());
  private final Curve commandP99 = new Curve("command p99", new ArrayList<>());
  private final Curve lagP50 = new Curve("lag p50", new ArrayList<>());
  private final Curve lagP99 = new Curve("lag p99", new ArrayList<>());
  private final List<Mark> marks = new ArrayList<>();

  Timeline(Clock clock) {
    this.clock = clock;
    this.begin = clock.instant();
  }

  private double second(Instant at) {
    return (at.toEpochMilli() - begin.toEpochMilli()) / 1e3;
  }

  double now() {
    return second(clock.instant());
  }

  synchronized void mark(String section) {
    marks.add(new Mark(now(), section));
  }

  /** Times of commands, in nanoseconds, during the last second. */
  synchronized void command(Histogram nanos) {
    commandP50.points().add(new Point(now(), nanos.getValueAtPercentile(50) / 1e6));
    commandP99.points().add(new Point(now(), nanos.getValueAtPercentile(99) / 1e6));
  }

  /** Lags, in microseconds, of what was committed during one second. */
  synchronized void lag(Instant at, Histogram micros) {
    lagP50.points().add(new Point(second(at), micros.getValueAtPercentile(50) / 1e3));
    lagP99.points().add(new Point(second(at), micros.getValueAtPercentile(99) / 1e3));
  }

  synchronized List<Curve> curves() {
    return List.of(commandP50, commandP99, lagP50, lagP99);
  }

  synchronized List<Mark> marks() {
    return List.copyOf(marks);
  }
}
