package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.launcher.ApplicationServer;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Durable subscriptions that the broker loses under load. */
class LostSubscriptionIT extends ChaosTest {

  private static final int SESSIONS = 12;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration STEADY = Duration.ofSeconds(8);

  @Test
  void createsADeletedSubscriptionAgainOnEveryNode() throws Exception {
    guarantee(
        "R20", "A subscription that is deleted at the broker is created again; no event is lost");
    try (var second = stack.secondNode().withJvmOptions("-Xmx512m").start();
        var topic = new EventTopic(stack.broker());
        var load = startLoad(CLIENTS, List.of(graphql(), second.uri("/graphql")))) {
      awaitAccepted(200);
      double renewed = renewals(stack.application()) + renewals(second);

      for (var projection : Invariants.PROJECTIONS) {
        topic.deleteSubscription(projection);
      }

      var noticed =
          timeUntil(
              "renewals on both nodes",
              LIMIT,
              () -> renewals(stack.application()) + renewals(second) >= renewed + 4);
      var recovery = noticed.plus(timeUntilLagIsBelowOneSecond());
      assertThat(recovery).isLessThan(LIMIT);
      assertLagStaysBelowOneSecond();
      timeUntil("all consumers", recoveryTimeout, () -> consumers() == 2 * 2 * SESSIONS);
      load.finish();

      guarantee
          .detail("the queues of both projections deleted, two nodes")
          .recoveryTime(recovery)
          .operations(expected.acceptedCommands())
          .findings(invariants.assertHold(recoveryTimeout));
      assertThat(load.failures()).as("answers other than acceptance").isEmpty();
    }
  }

  @Test
  void createsTheSubscriptionsAgainWhenTheBrokerHasLostItsData() {
    guarantee("R20b", "A broker that lost its data gets its subscriptions again; no event is lost");
    try (var load = startLoad()) {
      awaitAccepted(200);
      double renewed = renewals(stack.application());

      stack.broker().kill();
      stack.broker().deleteData();
      stack.broker().start();

      var noticed =
          timeUntil("renewals", LIMIT, () -> renewals(stack.application()) >= renewed + 2);
      var recovery = noticed.plus(timeUntilLagIsBelowOneSecond());
      assertThat(recovery).isLessThan(LIMIT);
      assertLagStaysBelowOneSecond();
      timeUntil("all consumers", recoveryTimeout, () -> consumers() == 2 * SESSIONS);
      load.finish();

      guarantee
          .detail("broker killed, its data deleted, started again")
          .recoveryTime(recovery)
          .operations(expected.acceptedCommands())
          .findings(invariants.assertHold(recoveryTimeout));
      assertThat(load.failures()).as("answers other than acceptance").isEmpty();
    }
  }

  private Duration timeUntilLagIsBelowOneSecond() {
    return timeUntil("a lag below one second", LIMIT, () -> invariants.lagMillis() < 1_000);
  }

  /** The scan for missed events alone would leave lags of three to eight seconds. */
  private void assertLagStaysBelowOneSecond() {
    Awaitility.await("a steady lag below one second")
        .during(STEADY)
        .atMost(STEADY.plusSeconds(5))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> invariants.lagMillis() < 1_000);
  }

  private static double renewals(ApplicationServer node) {
    return node.metric("orders_broker_subscription_renewals_total");
  }

  private double consumers() {
    return metric("orders_broker_queue_consumers");
  }
}
