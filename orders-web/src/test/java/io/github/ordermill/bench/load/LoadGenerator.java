package io.github.ordermill.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Runs clients that repeat an operation and records latencies in nanoseconds with three significant
 * digits.
 */
public final class LoadGenerator {

  private static final int SIGNIFICANT_DIGITS = 3;

  /** Client; each call executes one operation and throws if it failed. */
  public interface Client extends AutoCloseable {
    void execute() throws Exception;

    @Override
    default void close() {}
  }

  /**
   * Result of a load.
   *
   * @param latencies of successful operations
   * @param seconds duration
   * @param failed number of failed operations
   * @param firstFailure null if none failed
   */
  public record Outcome(Histogram latencies, double seconds, long failed, String firstFailure) {

    /** Sum of both results. */
    public Outcome plus(Outcome other) {
      var sum = latencies.copy();
      sum.add(other.latencies);
      return new Outcome(
          sum,
          seconds + other.seconds,
          failed + other.failed,
          firstFailure == null ? other.firstFailure : firstFailure);
    }

    public double perSecond() {
      return latencies.getTotalCount() / seconds;
    }

    /** Percentile of the latency in milliseconds. */
    public double millis(double percentile) {
      return latencies.getValueAtPercentile(percentile) / 1e6;
    }
  }

  private final Supplier<Client> clients;
  private final int clientCount;
  private final Timeline timeline;

  /**
   * Creates a load.
   *
   * @param clientCount number of clients
   * @param timeline receives percentiles every second; null for none
   */
  public LoadGenerator(int clientCount, Supplier<Client> clients, Timeline timeline) {
    this.clientCount = clientCount;
    this.clients = clients;
    this.timeline = timeline;
  }

  /**
   * Closed loop: each client starts the next operation when the previous one is complete.
   *
   * @param rampUp time before latencies are recorded
   */
  public Outcome runClosedLoop(Duration rampUp, Duration measurement) throws Exception {
    return run(rampUp, measurement, System::nanoTime);
  }

  /**
   * Open loop: operations start at a fixed rate on any idle client. Latency counts from the
   * scheduled start, so that delays of the server are attributed to all waiting operations (no
   * coordinated omission).
   */
  public Outcome runAtRate(double perSecond, Duration rampUp, Duration measurement)
      throws Exception {
    long start = System.nanoTime();
    var next = new AtomicLong();
    return run(
        rampUp,
        measurement,
        () -> {
          long due = start + (long) (next.getAndIncrement() * 1e9 / perSecond);
          for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
          }
          return due;
        });
  }

  /**
   * Waits until the next operation is due.
   *
   * @return its scheduled start, as of {@link System#nanoTime}
   */
  private interface StartTimes {
    long next();
  }

  private Outcome run(Duration rampUp, Duration measurement, StartTimes startTimes)
      throws Exception {
    long measurementStart = System.nanoTime() + rampUp.toNanos();
    long end = measurementStart + measurement.toNanos();
    var recorder = new Recorder(SIGNIFICANT_DIGITS);
    var failed = new AtomicLong();
    var firstFailure = new AtomicReference<String>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < clientCount; i++) {
      var thread =
          new Thread(
              () -> {
                try (var client = clients.get()) {
                  for (long started = startTimes.next();
                      started < end;
                      started = startTimes.next()) {
                    try {
                      client.execute();
                      if (started >= measurementStart) {
                        recorder.recordValue(System.nanoTime() - started);
                      }
                    } catch (IOException | RuntimeException e) {
                      failed.incrementAndGet();
                      firstFailure.compareAndSet(null, e.toString());
                    }
                  }
                } catch (Exception failure) {
                  failed.incrementAndGet();
                  firstFailure.compareAndSet(null, failure.toString());
                }
              },
              "client-" + i);
      thread.start();
      threads.add(thread);
    }
    var latencies = new Histogram(SIGNIFICANT_DIGITS);
    for (long tick = measurementStart; tick < end; ) {
      tick = Math.min(end, tick + TimeUnit.SECONDS.toNanos(1));
      LockSupport.parkNanos(tick - System.nanoTime());
      drain(recorder, latencies);
    }
    for (var thread : threads) {
      thread.join();
    }
    drain(recorder, latencies);
    double seconds = (System.nanoTime() - measurementStart) / 1e9;
    return new Outcome(latencies, seconds, failed.get(), firstFailure.get());
  }

  private void drain(Recorder recorder, Histogram latencies) {
    var interval = recorder.getIntervalHistogram();
    latencies.add(interval);
    if (timeline != null && interval.getTotalCount() > 0) {
      timeline.addCommands(interval);
    }
  }
}
