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
 * Whose turn it is to work for one projection. What is delivered while somebody works waits, and is
 * taken together by whoever comes next: one of those who wait does the work of all. When much
 * waits, a second one begins beside the first. An order is in the hands of one at a time.
 */
final class DeliveryQueue {

  /** Beside the processor that one keeps busy in queue with the database, another one gains. */
  private static final int AT_A_TIME = 2;

  /** Events that wait when a second turn begins. Fewer are cheaper in one transaction, later. */
  private static final int MUCH = 100;

  /** So that, when much waits, something is left for a second batch. */
  private static final int MOST_EVENTS = 150;

  /** Nobody waits longer without looking for himself; a turn is normally handed over at once. */
  private static final long LONGEST_WAIT_MILLIS = 500;

  private final Deque<PendingDelivery> waiting = new ArrayDeque<>();
  private final Set<UUID> inHand = new HashSet<>();
  private int underWay;

  /** Those who wait for certain orders go first. */
  private int waitingForOrders;

  /** Events delivered together, and the thread that waits for them to be settled. */
  static final class PendingDelivery {
    private final List<EventRef> events;
    private final Semaphore call = new Semaphore(0);
    private EventRef refused;
    private volatile boolean settled;

    PendingDelivery(List<EventRef> events) {
      this.events = events;
    }

    boolean isSettled() {
      return settled;
    }

    /** One of the events that was refused, or null; known once settled. */
    EventRef refused() {
      return refused;
    }

    private void settle(EventRef oneRefused) {
      refused = oneRefused;
      settled = true;
      call.release();
    }

    /** Waits until it is settled or a turn may be had. */
    void await() {
      try {
        if (call.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
          call.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted before the event was settled", e);
      }
    }
  }

  /** What one works at until it is closed. What was delivered and is not settled waits again. */
  final class Batch implements AutoCloseable {
    private final List<PendingDelivery> deliveries;
    private final Map<UUID, TreeSet<Integer>> versions;

    private Batch(List<PendingDelivery> deliveries, Map<UUID, TreeSet<Integer>> versions) {
      this.deliveries = deliveries;
      this.versions = versions;
    }

    /** What was delivered, by order; nothing for orders that were asked for. */
    Map<UUID, TreeSet<Integer>> versions() {
      return versions;
    }

    /**
     * Lets those go who have delivered.
     *
     * @param refused the events that they are told of, if one is theirs
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

  /** Takes in what was delivered. */
  synchronized void add(PendingDelivery delivery) {
    waiting.add(delivery);
  }

  /**
   * A turn at what waits, without what somebody has in hand.
   *
   * @return null where there is nothing to do, or those at work will come to it
   */
  synchronized Batch begin() {
    if (!mayBegin()) {
      return null;
    }
    var taken = new ArrayList<PendingDelivery>();
    var versions = new HashMap<UUID, TreeSet<Integer>>();
    int size = 0;
    for (var all = waiting.iterator(); all.hasNext() && size < MOST_EVENTS; ) {
      var next = all.next();
      if (next.events.stream().noneMatch(event -> inHand.contains(event.aggregateId()))) {
        all.remove();
        taken.add(next);
        size += next.events.size();
        for (var event : next.events) {
          versions.computeIfAbsent(event.aggregateId(), it -> new TreeSet<>()).add(event.version());
        }
      }
    }
    return taken.isEmpty() ? null : take(new Batch(taken, versions));
  }

  private boolean mayBegin() {
    return waitingForOrders == 0
        && underWay < AT_A_TIME
        && waiting.stream().mapToInt(delivery -> delivery.events.size()).sum()
            >= (underWay == 0 ? 1 : MUCH);
  }

  /** A turn at these orders, as soon as they are in nobody's hands. */
  synchronized Batch beginAt(Collection<UUID> orders) {
    return take(orders, () -> Collections.disjoint(orders, inHand));
  }

  /** A turn at those of these orders that are in nobody's hands when it begins. */
  synchronized Batch beginAmong(Collection<UUID> orders) {
    return take(orders, () -> true);
  }

  private Batch take(Collection<UUID> orders, BooleanSupplier isTime) {
    waitingForOrders++;
    try {
      while (underWay == AT_A_TIME || !isTime.getAsBoolean()) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before its turn", e);
    } finally {
      waitingForOrders--;
    }
    var versions = new HashMap<UUID, TreeSet<Integer>>();
    orders.stream()
        .filter(order -> !inHand.contains(order))
        .forEach(order -> versions.put(order, new TreeSet<>()));
    return take(new Batch(List.of(), versions));
  }

  private Batch take(Batch batch) {
    underWay++;
    inHand.addAll(batch.versions.keySet());
    callNext();
    return batch;
  }

  private synchronized void end(Batch batch) {
    batch.deliveries.stream().filter(delivery -> !delivery.settled).forEach(waiting::add);
    underWay--;
    inHand.removeAll(batch.versions.keySet());
    notifyAll();
    callNext();
  }

  private void callNext() {
    if (mayBegin()) {
      waiting.peek().call.release();
    }
  }
}
