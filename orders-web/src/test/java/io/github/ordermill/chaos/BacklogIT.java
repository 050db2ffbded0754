package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A blocked projection while orders are placed. */
class BacklogIT extends ChaosTest {

  private static final int MAX_P99_MILLIS = 3_000;

  int backlog = Integer.getInteger("chaos.backlog", 20_000);
  Duration measurement = Duration.ofSeconds(10);

  @Test
  void acceptsCommandsWhileAProjectionIsBlockedAndDrainsTheBacklog() throws Exception {
    guarantee("R8", "Commands do not wait for projections, and a backlog is drained");
    double before;
    double with;
    int unapplied;
    long start;
    try (var load = startLoad();
        var writer = stack.database().connect();
        var blocker = stack.database().connect()) {
      awaitAccepted(100);
      load.resetLatencies();
      pause(measurement);
      before = load.p99Millis();
      int accepted = load.acceptedAtFirstAttempt();

      blocker.setAutoCommit(false);
      Sql.update(blocker, "LOCK TABLE views.order_view IN EXCLUSIVE MODE");
      var template = anyAcceptedOrder();
      writer.setAutoCommit(false);
      new SqlEventWriter(writer, expected).copyPlacedOrder(template, backlog);
      writer.commit();
      load.resetLatencies();
      pause(measurement);
      assertThat(load.acceptedAtFirstAttempt())
          .as("commands accepted while the projection is blocked; before that: %d", accepted)
          .isGreaterThan(accepted / 4);
      with = load.p99Millis();
      load.finish();
      unapplied = invariants.countUnapplied(Long.MAX_VALUE);
      assertThat(unapplied).isGreaterThanOrEqualTo(backlog);

      start = System.nanoTime();
      blocker.rollback();
    }
    Awaitility.await("backlog drained")
        .atMost(Duration.ofSeconds(60 + backlog / 200))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> invariants.isAppliedUpTo(Long.MAX_VALUE));
    var drained = Duration.ofNanos(System.nanoTime() - start);
    guarantee
        .detail("table of the view locked, %d events unapplied", unapplied)
        .detail("command p99 %.0f ms before, %.0f ms during the backlog", before, with)
        .detail("drained at %.0f events/s", unapplied * 1e9 / drained.toNanos())
        .operations(expected.events().size())
        .recoveryTime(drained)
        .findings(invariants.assertHold(recoveryTimeout));
    assertThat(with).isLessThan(MAX_P99_MILLIS);
    assertThat(stack.application().log())
        .content()
        .doesNotContain(OutOfMemoryError.class.getSimpleName());
  }
}
