package io.github.ordermill.bench.load;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Time series of a run, in seconds since its start; data of the latency chart. */
public final class Timeline {

  /** Point of a series. */
  public record Point(double second, double millis) {}

  /** Named series. */
  public record Curve(String name, List<Point> points) {}

  /** Start of a section. */
  public record Mark(double second, String section) {}

  private final Clock clock;
  private final Instant begin;
  private final Curve commandP50 = new Curve("command p50", new ArrayList<>());
  private final Curve commandP99 = new Curve("command p99", new ArrayList<>());
  private final Curve lagP50 = new Curve("lag p50", new ArrayList<>());
  private final Curve lagP99 = new Curve("lag p99", new ArrayList<>());
  private final List<Mark> marks = new ArrayList<>();

  public Timeline(Clock clock) {
    this.clock = clock;
    this.begin = clock.instant();
  }

  private double second(Instant at) {
    return (at.toEpochMilli() - begin.toEpochMilli()) / 1e3;
  }

  public double now() {
    return second(clock.instant());
  }

  public synchronized void mark(String section) {
    marks.add(new Mark(now(), section));
  }

  /** Adds percentiles of the commands of the last second, in nanoseconds. */
  public synchronized void addCommands(Histogram nanos) {
    commandP50.points().add(new Point(now(), nanos.getValueAtPercentile(50) / 1e6));
    commandP99.points().add(new Point(now(), nanos.getValueAtPercentile(99) / 1e6));
  }

  /** Adds percentiles of the lag of events committed within one second, in microseconds. */
  public synchronized void addLag(Instant at, Histogram micros) {
    lagP50.points().add(new Point(second(at), micros.getValueAtPercentile(50) / 1e3));
    lagP99.points().add(new Point(second(at), micros.getValueAtPercentile(99) / 1e3));
  }

  public synchronized List<Curve> curves() {
    return List.of(commandP50, commandP99, lagP50, lagP99);
  }

  public synchronized List<Mark> marks() {
    return List.copyOf(marks);
  }
}
