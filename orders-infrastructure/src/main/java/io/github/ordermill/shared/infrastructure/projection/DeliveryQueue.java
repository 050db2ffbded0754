package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.infrastructure.eventlog.EventRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Batch queue of one projection. Deliveries that arrive while a batch is processed wait and form
 * the next batch together: one of the waiting threads processes it for all of them. When many
 * events wait, a second batch is processed in parallel. An aggregate is in one batch at a time.
 */
final class DeliveryQueue {

  /** Two batches in parallel: one waits for the database while the other uses the CPU. */
  private static final int MAX_BATCHES = 2;

  /** Number of waiting events that starts a second batch; fewer are cheaper in one transaction. */
  private static final int SECOND_BATCH_THRESHOLD = 100;

  /** Maximum events per batch, so that a long queue leaves enough for a second batch. */
  private static final int MAX_EVENTS = 150;

  /** Interval at which a waiting thread checks the queue itself; normally it is signalled. */
  private static final long MAX_WAIT_MILLIS = 500;

  private final Deque<PendingDelivery> pending = new ArrayDeque<>();
  private final Set<UUID> inProgress = new HashSet<>();
  private int batches;

  /** Threads in {@link #take} and {@link #takeFree}; they have priority over deliveries. */
  private int takers;

  /** Events delivered together, and the signal for the thread that waits until they are settled. */
  static final class PendingDelivery {
    private final List<EventRef> events;
    private final Semaphore signal = new Semaphore(0);
    private EventRef refused;
    private volatile boolean settled;

    PendingDelivery(List<EventRef> events) {
      this.events = events;
    }

    boolean isSettled() {
      return settled;
    }

    /** One of the events that was refused, or null; defined once settled. */
    EventRef refused() {
      return refused;
    }

    private void settle(EventRef oneRefused) {
      refused = oneRefused;
      settled = true;
      signal.release();
    }

    /** Waits until it is settled or a batch may be available. */
    void await() {
      try {
        if (signal.tryAcquire(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
          signal.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted before the event was settled", e);
      }
    }
  }

  /** Aggregates being processed until it is closed. Deliveries not settled by then wait again. */
  final class Batch implements AutoCloseable {
    private final List<PendingDelivery> deliveries;
    private final Map<UUID, TreeSet<Integer>> versions;

    private Batch(List<PendingDelivery> deliveries, Map<UUID, TreeSet<Integer>> versions) {
      this.deliveries = deliveries;
      this.versions = versions;
    }

    /** Delivered versions by aggregate id; empty sets for aggregates that were taken by id. */
    Map<UUID, TreeSet<Integer>> versions() {
      return versions;
    }

    /**
     * Settles all of its deliveries.
     *
     * @param refused selects the events that are reported as refused
     */
    void settle(Predicate<EventRef> refused) {
      for (var delivery : deliveries) {
        delivery.settle(delivery.events.stream().filter(refused).findAny().orElse(null));
      }
    }

    @Override
    public void close() {
      end(this);
    }
  }

  synchronized void add(PendingDelivery delivery) {
    pending.add(delivery);
  }

  /** Removes a delivery whose thread gives up, and wakes up the next one in its place. */
  synchronized void remove(PendingDelivery delivery) {
    pending.remove(delivery);
    signalNext();
  }

  /**
   * The next batch of pending deliveries, without those of aggregates in progress.
   *
   * @return null if nothing is pending, or a batch in progress is followed by the next one anyway
   */
  synchronized Batch next() {
    if (!isBatchDue()) {
      return null;
    }
    var taken = new ArrayList<PendingDelivery>();
    var versions = new HashMap<UUID, TreeSet<Integer>>();
    int size = 0;
    for (var all = pending.iterator(); all.hasNext() && size < MAX_EVENTS; ) {
      var delivery = all.next();
      if (delivery.events.stream().noneMatch(event -> inProgress.contains(event.aggregateId()))) {
        all.remove();
        taken.add(delivery);
        size += delivery.events.size();
        for (var event : delivery.events) {
          versions.computeIfAbsent(event.aggregateId(), id -> new TreeSet<>()).add(event.version());
        }
      }
    }
    return taken.isEmpty() ? null : begin(new Batch(taken, versions));
  }

  private boolean isBatchDue() {
    return takers == 0
        && batches < MAX_BATCHES
        && pending.stream().mapToInt(delivery -> delivery.events.size()).sum()
            >= (batches == 0 ? 1 : SECOND_BATCH_THRESHOLD);
  }

  /** A batch of these aggregates; waits until none of them is in progress. */
  synchronized Batch take(Collection<UUID> aggregateIds) {
    return takeWhen(aggregateIds, () -> Collections.disjoint(aggregateIds, inProgress));
  }

  /** A batch of those of these aggregates that are not in progress when it begins. */
  synchronized Batch takeFree(Collection<UUID> aggregateIds) {
    return takeWhen(aggregateIds, () -> true);
  }

  private Batch takeWhen(Collection<UUID> aggregateIds, BooleanSupplier condition) {
    takers++;
    try {
      while (batches == MAX_BATCHES || !condition.getAsBoolean()) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before its batch began", e);
    } finally {
      takers--;
    }
    var versions = new HashMap<UUID, TreeSet<Integer>>();
    aggregateIds.stream()
        .filter(id -> !inProgress.contains(id))
        .forEach(id -> versions.put(id, new TreeSet<>()));
    return begin(new Batch(List.of(), versions));
  }

  private Batch begin(Batch batch) {
    batches++;
    inProgress.addAll(batch.versions.keySet());
    signalNext();
    return batch;
  }

  private synchronized void end(Batch batch) {
    batch.deliveries.stream().filter(delivery -> !delivery.settled).forEach(pending::add);
    batches--;
    inProgress.removeAll(batch.versions.keySet());
    notifyAll();
    signalNext();
  }

  private void signalNext() {
    if (isBatchDue()) {
      pending.peek().signal.release();
    }
  }
}
