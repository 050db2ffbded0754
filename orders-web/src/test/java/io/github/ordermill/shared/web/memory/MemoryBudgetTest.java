package io.github.ordermill.shared.web.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

  private final MemoryBudget budget = new MemoryBudget(1_000);

  @Test
  void refusesBytesBeyondTheCapacityAndReservesNothingThen() {
    var first = budget.reservation();
    var second = budget.reservation();

    assertThat(first.grow(700)).isTrue();
    assertThat(second.grow(301)).isFalse();
    assertThat(second.bytes()).isZero();
    assertThat(second.grow(300)).isTrue();
    assertThat(budget.reserved()).isEqualTo(1_000);
    assertThat(budget.refusals()).isEqualTo(1);
  }

  @Test
  void keepsTheLastQuarterForOrdinaryRequests() {
    var node = new MemoryBudget(4_000_000);
    var large = node.reservation();
    var ordinary = node.reservation();

    assertThat(large.grow(3_000_000)).isTrue();
    assertThat(large.grow(1)).isFalse();
    assertThat(ordinary.grow(MemoryBudget.SMALL)).isTrue();
    assertThat(ordinary.grow(1)).isFalse();
  }

  @Test
  void returnsAllBytesOnce() {
    var kept = budget.reservation();
    var closed = budget.reservation();
    kept.grow(100);
    closed.grow(900);

    closed.close();
    closed.close();

    assertThat(budget.reserved()).isEqualTo(100);
    assertThat(closed.grow(1)).isFalse();
  }

  @Test
  void returnsAtMostWhatIsReserved() {
    var reservation = budget.reservation();
    reservation.grow(10);

    reservation.shrink(50);

    assertThat(reservation.bytes()).isZero();
    assertThat(budget.reserved()).isZero();
  }

  @Test
  void returnsTheBytesOfAnAbandonedRequestWhenItsWorkHasEnded() {
    var reservation = budget.reservation();
    reservation.beginUse();
    reservation.grow(600);

    reservation.close();

    assertThat(reservation.grow(1)).isFalse();
    assertThat(budget.reserved()).isEqualTo(600);
    reservation.endUse();
    assertThat(budget.reserved()).isZero();
  }

  @Test
  void isNeverExceededByConcurrentReservations() throws InterruptedException {
    var highest = new AtomicLong();
    var threads = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 8; i++) {
      threads.execute(
          () -> {
            for (int turn = 0; turn < 10_000; turn++) {
              try (var reservation = budget.reservation()) {
                reservation.grow(turn % 400);
                highest.accumulateAndGet(budget.reserved(), Math::max);
              }
            }
          });
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

    assertThat(highest.get()).isBetween(1L, 1_000L);
    assertThat(budget.reserved()).isZero();
  }
}
