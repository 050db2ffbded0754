package io.github.ordermill.bench;

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
 * Clients that do the same thing over and over, and how long it took them. Times are in
 * nanoseconds, exact to three digits.
 */
final class LoadGenerator {

  private static final int DIGITS = 3;

  /** One client: each call does the thing once, and throws when it was not done. */
  interface Client extends AutoCloseable {
    void act() throws Exception;

    @Override
    default void close() {}
  }

  /**
   * What came of a load.
   *
   * @param times of what was done
   * @param seconds it took
   * @param failed how many attempts did not do it
   * @param firstFailure why, or null
   */
  record Outcome(Histogram times, double seconds, long failed, String firstFailure) {

    /** Both together. */
    Outcome plus(Outcome other) {
      var all = times.copy();
      all.add(other.times);
      return new Outcome(
          all,
          seconds + other.seconds,
          failed + other.failed,
          firstFailure == null ? other.firstFailure : firstFailure);
    }

    double perSecond() {
      return times.getTotalCount() / seconds;
    }

    /** So many percent took at most this many milliseconds. */
    double millis(double percentile) {
      return times.getValueAtPercentile(percentile) / 1e6;
    }
  }

  private final Supplier<Client> clients;
  private final int howMany;
  private final Timeline timeline;

  /**
   * Describes a load.
   *
   * @param timeline that is told percentiles each second, or null
   */
  LoadGenerator(int howMany, Supplier<Client> clients, Timeline timeline) {
    this.howMany = howMany;
    this.clients = clients;
    this.timeline = timeline;
  }

  /** Each client begins anew as soon as it is done. */
  Outcome asFastAsPossible(Duration settle, Duration measured) throws Exception {
    return run(settle, measured, System::nanoTime);
  }

  /**
   * Beginnings at a fixed rate, whoever of the clients is free. A time counts from when it should
   * have begun, so that a server which stops for a second is charged with all that waited (no
   * coordinated omission).
   */
  Outcome atRate(double perSecond, Duration settle, Duration measured) throws Exception {
    long start = System.nanoTime();
    var next = new AtomicLong();
    return run(
        settle,
        measured,
        () -> {
          long due = start + (long) (next.getAndIncrement() * 1e9 / perSecond);
          for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
          }
          return due;
        });
  }

  /** When the next one begins or should have begun; waits until then. */
  private interface Beginnings {
    long next();
  }

  private Outcome run(Duration settle, Duration measured, Beginnings beginnings) throws Exception {
    long counted = System.nanoTime() + settle.toNanos();
    long end = counted + measured.toNanos();
    var recorder = new Recorder(DIGITS);
    var failed = new AtomicLong();
    var firstFailure = new AtomicReference<String>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < howMany; i++) {
      var thread =
          new Thread(
              () -> {
                try (var client = clients.get()) {
                  for (long begun = beginnings.next(); begun < end; begun = beginnings.next()) {
                    try {
                      client.act();
                      if (begun >= counted) {
                        recorder.recordValue(System.nanoTime() - begun);
                      }
                    } catch (IOException | RuntimeException e) {
                      failed.incrementAndGet();
                      firstFailure.compareAndSet(null, e.toString());
                    }
                  }
                } catch (Exception broken) {
                  failed.incrementAndGet();
                  firstFailure.compareAndSet(null, broken.toString());
                }
              },
              "client-" + i);
      thread.start();
      threads.add(thread);
    }
    var times = new Histogram(DIGITS);
    for (long tick = counted; tick < end; ) {
      tick = Math.min(end, tick + TimeUnit.SECONDS.toNanos(1));
      LockSupport.parkNanos(tick - System.nanoTime());
      take(recorder, times);
    }
    for (var thread : threads) {
      thread.join();
    }
    take(recorder, times);
    double seconds = (System.nanoTime() - counted) / 1e9;
    return new Outcome(times, seconds, failed.get(), firstFailure.get());
  }

  private void take(Recorder recorder, Histogram times) {
    var lately = recorder.getIntervalHistogram();
    times.add(lately);
    if (timeline != null && lately.getTotalCount() > 0) {
      timeline.command(lately);
    }
  }
}
