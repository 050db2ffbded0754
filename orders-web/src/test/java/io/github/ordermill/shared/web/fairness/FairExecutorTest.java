package io.github.ordermill.shared.web.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairExecutorTest {

  private final FairExecutor executor = new FairExecutor(2, Thread::new);
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void shutdown() {
    gate.countDown();
    executor.shutdown();
  }

  @Test
  void servesAClientBesideOneWithManyTasks() {
    var greedy = executor.lane(1, 1_000);
    var modest = executor.lane(1, 1_000);
    var blocker = executor.lane(1, 1);
    blocker.execute(this::block); // one thread is left for the other two
    for (int i = 0; i < 300; i++) {
      greedy.execute(() -> done.add("greedy"));
    }
    modest.execute(() -> done.add("modest"));

    awaitDone(301);

    assertThat(done.indexOf("modest")).isLessThan(300);
  }

  @Test
  void givesAClientNoMoreThreadsThanItsShare() {
    var greedy = executor.lane(1, 10);
    greedy.execute(this::block);
    greedy.execute(() -> done.add("greedy"));

    executor.lane(1, 10).execute(() -> done.add("modest"));

    awaitDone(1);
    assertThat(done).containsExactly("modest");
    gate.countDown();
    awaitDone(2);
  }

  @Test
  void refusesATaskBeyondTheCapacity() {
    var lane = executor.lane(1, 2);
    var started = new CountDownLatch(1);
    lane.execute(
        () -> {
          started.countDown();
          block();
        });
    Awaitility.await().until(() -> started.getCount() == 0);

    assertThat(lane.execute(() -> done.add("a"))).isTrue();
    assertThat(lane.execute(() -> done.add("b"))).isTrue();
    assertThat(lane.execute(() -> done.add("c"))).isFalse();
    lane.clear();
    assertThat(lane.execute(() -> done.add("d"))).isTrue();
    gate.countDown();
    awaitDone(1);
    assertThat(done).containsExactly("d");
  }

  @Test
  void goesOnAfterATaskHasFailed() {
    var lane = executor.lane(1, 10);
    lane.execute(
        () -> {
          throw new AssertionError("for the test");
        });
    lane.execute(() -> done.add("next"));

    awaitDone(1);
  }

  @Test
  void keepsTheOrderOfALaneWithOneThread() {
    var lane = executor.lane(1, 1_000);
    var next = new AtomicInteger();
    for (int i = 0; i < 500; i++) {
      int number = i;
      lane.execute(() -> done.add(next.getAndIncrement() == number ? "right" : "wrong"));
    }

    awaitDone(500);

    assertThat(done).containsOnly("right");
  }

  private void block() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitDone(int tasks) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> done.size() >= tasks);
  }
}
