package io.github.ordermill.shared.application.background;

import io.github.ordermill.shared.application.metrics.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The background loops of this node, with their threads and metrics. */
@ApplicationScoped
public class BackgroundLoops {

  private final List<BackgroundLoop> loops = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  private Metrics metrics;

  /** For CDI only. */
  protected BackgroundLoops() {}

  @Inject
  public BackgroundLoops(Metrics metrics) {
    this.metrics = metrics;
  }

  /** Starts the loop of a task. */
  public BackgroundLoop start(BackgroundTask task, ThreadFactory factory) {
    var loop = new BackgroundLoop(task);
    metrics.counter(
        "orders_loop_turns", "Complete turns and pieces of work", loop::turns, "loop", loop.name());
    metrics.counter("orders_loop_failures", "Failed turns", loop::failures, "loop", loop.name());
    metrics.gauge(
        "orders_loop_idle_seconds",
        "Time since the last complete turn or piece of work",
        () -> loop.sinceLastTurn().toNanos() / 1e9,
        "loop",
        loop.name());
    var thread = factory.newThread(loop);
    loops.add(loop);
    threads.add(thread);
    thread.start();
    return loop;
  }

  /** All loops that were started. */
  public List<BackgroundLoop> all() {
    return loops;
  }

  /** Stops all loops and waits for their ends, at most for the given time together. */
  public void stop(Duration limit) {
    loops.forEach(BackgroundLoop::stop);
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      for (var thread : threads) {
        TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
