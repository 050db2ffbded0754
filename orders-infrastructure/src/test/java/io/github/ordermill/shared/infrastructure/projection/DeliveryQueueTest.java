package io.github.ordermill.shared.infrastructure.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.infrastructure.eventlog.EventRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Pending deliveries form one batch, and an aggregate is in one batch at a time. */
class DeliveryQueueTest {

  private static final int SECOND_BATCH_THRESHOLD = 100;

  private final DeliveryQueue queue = new DeliveryQueue();

  @Test
  void formsOneBatchOfAllPendingDeliveries() {
    var order = UUID.randomUUID();
    var first = add(event(order, 1));
    var second = add(event(order, 2), event(UUID.randomUUID(), 1));

    try (var batch = queue.next()) {
      assertThat(batch.versions()).hasSize(2);
      assertThat(batch.versions().get(order)).containsExactly(1, 2);
      batch.settle(event -> event.version() == 2);
    }

    assertThat(first.isSettled() && second.isSettled()).isTrue();
    assertThat(first.refused()).isNull();
    assertThat(second.refused()).isEqualTo(event(order, 2));
    assertThat(queue.next()).isNull();
  }

  @Test
  void beginsASecondBatchAtTheThresholdAndNeverAThird() {
    add(events(1));
    var first = queue.next();
    add(events(SECOND_BATCH_THRESHOLD - 1));
    assertThat(queue.next()).isNull();

    add(events(1));
    var second = queue.next();

    assertThat(second.versions()).hasSize(SECOND_BATCH_THRESHOLD);
    add(events(SECOND_BATCH_THRESHOLD));
    assertThat(queue.next()).isNull();
    first.close();
    assertThat(queue.next()).isNotNull();
  }

  @Test
  void leavesEnoughForASecondBatch() {
    for (int i = 0; i < 8; i++) {
      add(events(SECOND_BATCH_THRESHOLD / 2));
    }

    var first = queue.next();
    var second = queue.next();

    assertThat(first.versions()).hasSizeLessThanOrEqualTo(2 * SECOND_BATCH_THRESHOLD);
    assertThat(second).isNotNull();
    assertThat(second.versions())
        .doesNotContainKeys(first.versions().keySet().toArray(UUID[]::new));
  }

  @Test
  void leavesDeliveriesOfAggregatesInProgressPending() {
    var order = UUID.randomUUID();
    add(event(order, 1));
    var first = queue.next();
    var held = add(event(order, 2), event(UUID.randomUUID(), 1));
    add(events(SECOND_BATCH_THRESHOLD));

    try (var second = queue.next()) {
      assertThat(second.versions()).hasSize(SECOND_BATCH_THRESHOLD);
      second.settle(event -> false);
    }
    assertThat(held.isSettled()).isFalse();
    first.close();

    assertThat(queue.next().versions()).containsKey(order);
  }

  @Test
  void returnsUnsettledDeliveriesToTheQueue() {
    var order = UUID.randomUUID();
    add(event(order, 1));
    queue.next().close();

    assertThat(queue.next().versions()).containsOnlyKeys(order);
  }

  @Test
  void givesTakenAggregatesPriorityOverPendingDeliveries() {
    var order = UUID.randomUUID();
    add(event(order, 1));
    var first = queue.next();
    var taken = CompletableFuture.supplyAsync(() -> queue.take(Set.of(order)));
    add(events(SECOND_BATCH_THRESHOLD));
    awaitPriorityOfTheTaker();

    first.close();

    try (var batch = taken.orTimeout(10, TimeUnit.SECONDS).join()) {
      assertThat(batch.versions()).containsOnlyKeys(order);
      assertThat(queue.next()).as("in parallel").isNotNull();
    }
  }

  /** Takes a batch and returns it until {@link DeliveryQueue#take} waits. */
  private void awaitPriorityOfTheTaker() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              var batch = queue.next();
              if (batch != null) {
                batch.close();
              }
              return batch == null;
            });
  }

  @Test
  void takesFreeAggregatesWithoutThoseInProgress() {
    var inProgress = UUID.randomUUID();
    var free = UUID.randomUUID();
    add(event(inProgress, 1));
    queue.next();

    assertThat(queue.takeFree(List.of(inProgress, free)).versions()).containsOnlyKeys(free);
  }

  @Property(tries = 20)
  void settlesAllDeliveriesAndNeverHasAnAggregateInTwoBatches(@ForAll long seed) throws Exception {
    var random = new Random(seed);
    var orders = Stream.generate(UUID::randomUUID).limit(200).toList();
    var inProgress = ConcurrentHashMap.<UUID>newKeySet();
    var doubled = new AtomicInteger();
    var work = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 300; i++) {
      var events =
          Stream.generate(() -> event(orders.get(random.nextInt(orders.size())), 1))
              .limit(1 + random.nextInt(30))
              .toArray(EventRef[]::new);
      boolean fails = random.nextInt(10) == 0;
      boolean takes = random.nextInt(10) == 0;
      work.add(
          () -> {
            if (takes) {
              try (var batch = queue.take(Set.of(events[0].aggregateId()))) {
                hold(batch, inProgress, doubled);
              }
              return true;
            }
            var delivery = add(events);
            boolean failed = !fails;
            while (!delivery.isSettled()) {
              try (var batch = queue.next()) {
                if (batch == null) {
                  delivery.await();
                } else {
                  hold(batch, inProgress, doubled);
                  if (failed) {
                    batch.settle(event -> false);
                  }
                  failed = true;
                }
              }
            }
            return delivery.isSettled();
          });
    }
    var threads = Executors.newFixedThreadPool(12);
    try {
      for (var done : threads.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(doubled).hasValue(0);
  }

  private static void hold(DeliveryQueue.Batch batch, Set<UUID> inProgress, AtomicInteger doubled) {
    for (var order : batch.versions().keySet()) {
      if (!inProgress.add(order)) {
        doubled.incrementAndGet();
      }
    }
    Thread.yield();
    inProgress.removeAll(batch.versions().keySet());
  }

  private DeliveryQueue.PendingDelivery add(EventRef... events) {
    var delivery = new DeliveryQueue.PendingDelivery(List.of(events));
    queue.add(delivery);
    return delivery;
  }

  private static EventRef[] events(int number) {
    return Stream.generate(() -> event(UUID.randomUUID(), 1))
        .limit(number)
        .toArray(EventRef[]::new);
  }

  private static EventRef event(UUID order, int version) {
    return new EventRef(order, version);
  }
}
