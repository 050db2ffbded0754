package io.github.ordermill.shared.application.background;

import io.github.ordermill.shared.application.Unavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Loop over the turns of a task, which survives whatever a turn throws, errors included: it goes on
 * after a pause of 100 ms to 2 s. It stands still when turns have failed for more than 8 s, when a
 * turn takes longer than the task's limit, or when its thread has ended.
 */
public final class BackgroundLoop implements Runnable {

  /** Time of continuous failure after which the loop counts as standing still. */
  private static final Duration FAILURE_LIMIT = Duration.ofSeconds(8);

  private static final Logger LOG = Logger.getLogger(BackgroundLoop.class.getName());

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long MAX_PAUSE_MILLIS = 2_000;
  private static final Duration MIN_PAUSE_OF_OUTAGE = Duration.ofMillis(500);

  /** Minimum interval between two log records about failures, so that they cannot fill the log. */
  private static final long LOG_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final BackgroundTask task;
  private final Duration failureLimit;
  private final BackgroundTask.Heartbeat heartbeat = this::beat;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** {@link System#nanoTime()} of the last heartbeat, or when the next turn is due. */
  private volatile long expectedAt = System.nanoTime();

  private volatile long failingSince;
  private volatile int failuresInARow;
  private volatile boolean ended;
  private volatile long turns;
  private volatile long failures;
  private volatile long completedAt = System.nanoTime();
  private long loggedAt = System.nanoTime() - LOG_INTERVAL_NANOS;
  private boolean isFailureLogged;

  BackgroundLoop(BackgroundTask task) {
    this(task, FAILURE_LIMIT);
  }

  BackgroundLoop(BackgroundTask task, Duration failureLimit) {
    this.task = task;
    this.failureLimit = failureLimit;
  }

  public String name() {
    return task.loopName();
  }

  /** Number of complete turns and, within turns, of heartbeats. */
  public long turns() {
    return turns;
  }

  /** Number of failed turns. */
  public long failures() {
    return failures;
  }

  /** Time since the last complete turn or heartbeat. */
  public Duration sinceLastTurn() {
    return Duration.ofNanos(System.nanoTime() - completedAt);
  }

  /** Repeats turns until stopped. */
  @Override
  public void run() {
    try {
      while (isRunning()) {
        try {
          turnAndPause();
        } catch (Throwable duringReport) {
          // memory is so short that not even the failure could be reported
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(FIRST_PAUSE_MILLIS));
        }
      }
    } finally {
      ended = true;
    }
  }

  private boolean isRunning() {
    return stopped.getCount() > 0;
  }

  private void turnAndPause() {
    Duration pause;
    try {
      task.turn(heartbeat);
      beat();
      pause = task.pause();
    } catch (Unavailable away) {
      LOG.log(Level.FINE, "The loop {0} waits: {1}", new Object[] {name(), away.getMessage()});
      beat();
      pause = max(task.pause(), MIN_PAUSE_OF_OUTAGE);
    } catch (Throwable fault) {
      pause = failed(fault);
    }
    pause(pause);
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private void beat() {
    long now = System.nanoTime();
    expectedAt = now;
    completedAt = now;
    turns++;
    if (failuresInARow > 0) {
      if (isFailureLogged) {
        isFailureLogged = false;
        LOG.log(Level.INFO, "The loop {0} runs again", name());
      }
      failuresInARow = 0;
    }
  }

  private Duration failed(Throwable fault) {
    long now = System.nanoTime();
    if (failuresInARow == 0) {
      failingSince = now;
    }
    failuresInARow++;
    failures++;
    if (isRunning()) {
      OutOfMemory.endProcessAt(fault);
      if (now - loggedAt >= LOG_INTERVAL_NANOS) {
        loggedAt = now;
        isFailureLogged = true;
        LOG.log(
            Level.SEVERE,
            fault,
            () -> "The loop " + name() + " failed and goes on; failures so far: " + failures);
      }
    }
    int doublings = Math.min(failuresInARow - 1, 10);
    return Duration.ofMillis(Math.min(FIRST_PAUSE_MILLIS << doublings, MAX_PAUSE_MILLIS));
  }

  private void pause(Duration pause) {
    expectedAt = System.nanoTime() + pause.toNanos();
    try {
      stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException notAStop) {
      // only stop() ends the loop; the interrupt is cleared
    }
  }

  /** Ends the loop after the turn in progress, which is asked to be quick. */
  void stop() {
    stopped.countDown();
    task.stop();
  }

  /**
   * The reason why the loop stands still, if it does.
   *
   * @param sinceOutage time since the database was unavailable last; a turn that waits for it is
   *     given its whole limit from then on
   */
  public Optional<String> standstill(Duration sinceOutage) {
    if (!isRunning()) {
      return Optional.empty();
    }
    if (ended) {
      return Optional.of("has ended");
    }
    long now = System.nanoTime();
    if (failuresInARow > 0 && now - failingSince > failureLimit.toNanos()) {
      return Optional.of(
          "has failed for " + seconds(now - failingSince) + " s; the reason is in the log");
    }
    long overdue = Math.min(now - expectedAt, sinceOutage.toNanos());
    return overdue > task.stallLimit().toNanos()
        ? Optional.of("has stood still for " + seconds(overdue) + " s")
        : Optional.empty();
  }

  private static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos);
  }
}
