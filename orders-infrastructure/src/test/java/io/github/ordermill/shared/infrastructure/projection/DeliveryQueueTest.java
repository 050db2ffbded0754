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

/** What waits together is taken together, and an order is in the hands of one at a time. */
class DeliveryQueueTest {

  private static final int MUCH = 100;

  private final DeliveryQueue queue = new DeliveryQueue();

  @Test
  void takesTogetherWhatWaits() {
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
  void beginsASecondTurnWhenMuchWaitsAndNeverAThird() {
    add(events(1));
    var first = queue.next();
    add(events(MUCH - 1));
    assertThat(queue.next()).isNull();

    add(events(1));
    var second = queue.next();

    assertThat(second.versions()).hasSize(MUCH);
    add(events(MUCH));
    assertThat(queue.next()).isNull();
    first.close();
    assertThat(queue.next()).isNotNull();
  }

  @Test
  void leavesMuchToTwo() {
    for (int i = 0; i < 8; i++) {
      add(events(MUCH / 2));
    }

    var first = queue.next();
    var second = queue.next();

    assertThat(first.versions()).hasSizeLessThanOrEqualTo(2 * MUCH);
    assertThat(second).isNotNull();
    assertThat(second.versions())
        .doesNotContainKeys(first.versions().keySet().toArray(UUID[]::new));
  }

  @Test
  void leavesWaitingWhatSomebodyHasInHand() {
    var order = UUID.randomUUID();
    add(event(order, 1));
    var first = queue.next();
    var held = add(event(order, 2), event(UUID.randomUUID(), 1));
    add(events(MUCH));

    try (var second = queue.next()) {
      assertThat(second.versions()).hasSize(MUCH);
      second.settle(event -> false);
    }
    assertThat(held.isSettled()).isFalse();
    first.close();

    assertThat(queue.next().versions()).containsKey(order);
  }

  @Test
  void whatIsNotSettledWaitsAgain() {
    var order = UUID.randomUUID();
    add(event(order, 1));
    queue.next().close();

    assertThat(queue.next().versions()).containsOnlyKeys(order);
  }

  @Test
  void whoAsksForOrdersComesNextAndGetsThemAll() {
    var order = UUID.randomUUID();
    add(event(order, 1));
    var first = queue.next();
    var asked = CompletableFuture.supplyAsync(() -> queue.take(Set.of(order)));
    add(events(MUCH));
    awaitNobodyMayBegin();

    first.close();

    try (var batch = asked.orTimeout(10, TimeUnit.SECONDS).join()) {
      assertThat(batch.versions()).containsOnlyKeys(order);
      assertThat(queue.next()).as("beside it").isNotNull();
    }
  }

  /** Takes a batch and gives it back until {@link DeliveryQueue#take} is under way. */
  private void awaitNobodyMayBegin() {
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
  void whoMayGoWithoutSomeTakesTheOthers() {
    var inHand = UUID.randomUUID();
    var free = UUID.randomUUID();
    add(event(inHand, 1));
    queue.next();

    assertThat(queue.takeFree(List.of(inHand, free)).versions()).containsOnlyKeys(free);
  }

  @Property(tries = 20)
  void settlesAllAndNeverHandsAnOrderToTwo(@ForAll long seed) throws Exception {
    var random = new Random(seed);
    var orders = Stream.generate(UUID::randomUUID).limit(200).toList();
    var inHand = ConcurrentHashMap.<UUID>newKeySet();
    var doubled = new AtomicInteger();
    var work = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 300; i++) {
      var events =
          Stream.generate(() -> event(orders.get(random.nextInt(orders.size())), 1))
              .limit(1 + random.nextInt(30))
              .toArray(EventRef[]::new);
      boolean fails = random.nextInt(10) == 0;
      boolean asks = random.nextInt(10) == 0;
      work.add(
          () -> {
            if (asks) {
              try (var batch = queue.take(Set.of(events[0].aggregateId()))) {
                hold(batch, inHand, doubled);
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
                  hold(batch, inHand, doubled);
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

  private static void hold(DeliveryQueue.Batch batch, Set<UUID> inHand, AtomicInteger doubled) {
    for (var order : batch.versions().keySet()) {
      if (!inHand.add(order)) {
        doubled.incrementAndGet();
      }
    }
    Thread.yield();
    inHand.removeAll(batch.versions().keySet());
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
