package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A projection that stands still while orders keep coming. */
class BacklogIT extends Chaos {

  private static final int BACKLOG = Integer.getInteger("chaos.backlog", 20_000);
  private static final Duration MEASURED = Duration.ofSeconds(10);
  private static final int SANE_P99_MILLIS = 3_000;

  @Test
  void takesCommandsWhileAProjectionStandsStillAndCatchesUpAfterwards() throws Exception {
    guarantee("R8", "Commands do not wait for views, and a backlog drains");
    double before;
    double with;
    long start;
    try (var load = load();
        var hand = stack.database().connect();
        var stopper = stack.database().connect()) {
      awaitAccepted(100);
      load.forgetTimes();
      pass(MEASURED);
      before = load.p99Millis();

      stopper.setAutoCommit(false);
      Sql.update(stopper, "LOCK TABLE views.order_view IN EXCLUSIVE MODE");
      var template = ledger.answers().values().iterator().next().order();
      hand.setAutoCommit(false);
      new LogByHand(hand, ledger).placeLike(template, BACKLOG);
      hand.commit();
      time("a backlog", RECOVERY, () -> invariants.unappliedUpTo(Long.MAX_VALUE) >= BACKLOG);
      load.forgetTimes();
      pass(MEASURED);
      with = load.p99Millis();
      load.finish();

      start = System.nanoTime();
      stopper.rollback();
    }
    int backlog = invariants.unappliedUpTo(Long.MAX_VALUE);
    var drained =
        time(
            "a drained backlog",
            Duration.ofSeconds(60 + BACKLOG / 200),
            () -> invariants.unappliedUpTo(Long.MAX_VALUE) == 0);
    var findings = invariants.hold(Duration.ofSeconds(60));
    guarantee
        .tells("the view's table locked, a backlog of %d events", BACKLOG)
        .tells("command p99 %.0f ms before, %.0f ms with it", before, with)
        .tells("drained at %.0f events/s", backlog * 1e9 / drained.toNanos())
        .tells("heap afterwards %.0f MB", metric("memory_usedHeap_bytes") / 1e6)
        .operations(ledger.entries().size())
        .recoveredIn(drained)
        .found(findings);
    assertThat(with).isLessThan(SANE_P99_MILLIS);
  }
}
