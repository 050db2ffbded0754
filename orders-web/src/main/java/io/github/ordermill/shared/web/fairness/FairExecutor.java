package io.github.ordermill.shared.web.fairness;

import io.github.ordermill.shared.application.background.OutOfMemory;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Thread pool that serves its clients in turn. Each client has a {@link Lane} with a bounded queue
 * and a bounded number of threads, so that the others wait for at most one of its tasks per turn,
 * however many it has.
 */
public final class FairExecutor {

  private static final Logger LOG = Logger.getLogger(FairExecutor.class.getName());

  private static final long IDLE_SECONDS = 60;

  private final ThreadPoolExecutor threads;

  /** With a number of threads, created on demand and ended when idle. */
  public FairExecutor(int size, ThreadFactory factory) {
    // at most one entry per lane and thread of the lane: bounded by the number of lanes
    threads =
        new ThreadPoolExecutor(
            size,
            size,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            factory,
            new ThreadPoolExecutor.DiscardPolicy()); // after the shutdown
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * A lane for one client.
   *
   * @param concurrency tasks of it that may run at the same time, 1 or more
   * @param capacity tasks of it that may wait
   */
  public Lane lane(int concurrency, int capacity) {
    return new Lane(concurrency, capacity);
  }

  /** The number of threads. */
  public int size() {
    return threads.getMaximumPoolSize();
  }

  /** The number of turns that wait for a thread. */
  public int waiting() {
    return threads.getQueue().size();
  }

  /** Interrupts running tasks and drops those that wait. */
  public void shutdown() {
    threads.shutdownNow();
  }

  /** The tasks of one client, started in the order in which they were added. */
  public final class Lane {

    private final Queue<Runnable> tasks = new ArrayDeque<>(0);
    private final int concurrency;
    private final int capacity;
    private int turns;

    private Lane(int concurrency, int capacity) {
      this.concurrency = concurrency;
      this.capacity = capacity;
    }

    /**
     * Adds a task.
     *
     * @return false if too many wait
     */
    public boolean execute(Runnable task) {
      synchronized (this) {
        if (tasks.size() >= capacity) {
          return false;
        }
        tasks.add(task);
        if (turns == concurrency) {
          return true;
        }
        turns++;
      }
      threads.execute(this::turn);
      return true;
    }

    /** Drops the tasks that wait. */
    public synchronized void clear() {
      tasks.clear();
    }

    private void turn() {
      Runnable task;
      synchronized (this) {
        task = tasks.poll();
        if (task == null) {
          turns--;
          return;
        }
      }
      try {
        task.run();
      } catch (RuntimeException | Error fault) {
        OutOfMemory.endProcessAt(fault);
        LOG.log(Level.SEVERE, fault, () -> "A task failed");
      } finally {
        threads.execute(this::turn); // at the end of the queue, after those of other clients
      }
    }
  }
}
