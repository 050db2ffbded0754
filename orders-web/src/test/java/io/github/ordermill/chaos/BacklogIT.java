package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A projection that stands still while orders keep coming. */
class BacklogIT extends ChaosTest {

  private static final int SANE_P99_MILLIS = 3_000;

  int backlog = Integer.getInteger("chaos.backlog", 20_000);
  Duration measured = Duration.ofSeconds(10);

  @Test
  void takesCommandsWhileAProjectionStandsStillAndCatchesUpAfterwards() throws Exception {
    guarantee("R8", "Commands do not wait for views, and a backlog drains");
    double before;
    double with;
    int behind;
    long start;
    try (var load = load();
        var hand = stack.database().connect();
        var stopper = stack.database().connect()) {
      awaitAccepted(100);
      load.forgetTimes();
      pass(measured);
      before = load.p99Millis();
      int accepted = load.acceptedAtOnce();

      stopper.setAutoCommit(false);
      Sql.update(stopper, "LOCK TABLE views.order_view IN EXCLUSIVE MODE");
      var template = ledger.answers().values().iterator().next().order();
      hand.setAutoCommit(false);
      new SqlEventWriter(hand, ledger).placeLike(template, backlog);
      hand.commit();
      load.forgetTimes();
      pass(measured);
      assertThat(load.acceptedAtOnce())
          .as("commands accepted while views stand still; before that: %d", accepted)
          .isGreaterThan(accepted / 4);
      with = load.p99Millis();
      load.finish();
      behind = invariants.unappliedUpTo(Long.MAX_VALUE);
      assertThat(behind).isGreaterThanOrEqualTo(backlog);

      start = System.nanoTime();
      stopper.rollback();
    }
    Awaitility.await("a drained backlog")
        .atMost(Duration.ofSeconds(60 + backlog / 200))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> invariants.areAppliedUpTo(Long.MAX_VALUE));
    var drained = Duration.ofNanos(System.nanoTime() - start);
    guarantee
        .tells("the view's table locked, %d events behind", behind)
        .tells("command p99 %.0f ms before, %.0f ms with it", before, with)
        .tells("drained at %.0f events/s", behind * 1e9 / drained.toNanos())
        .operations(ledger.entries().size())
        .recoveredIn(drained)
        .found(invariants.hold(recovery));
    assertThat(with).isLessThan(SANE_P99_MILLIS);
    assertThat(stack.application().log())
        .content()
        .doesNotContain(OutOfMemoryError.class.getSimpleName());
  }
}
