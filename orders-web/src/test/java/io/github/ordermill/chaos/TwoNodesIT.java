package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Takeover of the relay between two nodes on one database and broker. */
class TwoNodesIT extends ChaosTest {

  private static final Duration TAKEOVER = Duration.ofSeconds(10);

  /** Few clients, so that a starting node gets processor time. */
  private static final int FEW_CLIENTS = 3;

  @Test
  void anotherNodeTakesOverTheRelayAndKeepsTheEventOrder() throws Exception {
    guarantee("R11", "Another node takes over the relay; events of an order stay in order");
    var order = new DeliveryOrderCheck();
    var first = stack.application();
    try (var second = stack.secondNode().withJvmOptions("-Xmx512m").start();
        var topic = listener(order);
        var load = startLoad(FEW_CLIENTS, List.of(first.uri("/graphql"), second.uri("/graphql")))) {
      awaitAccepted(300);
      var leader = leaders();
      assertThat(leader).hasSize(1);
      assertThat(order.duplicates()).as("events sent by two relays at once").isZero();

      first.kill();

      var takeover =
          timeUntil("relay on the other node", TAKEOVER, () -> isElected(successors(leader)));
      guarantee.recoveryTime(takeover).recoveryTime(timeUntilCaughtUp());
      first.start();
      awaitAccepted(expected.acceptedCommands() + 100);
      second.stop();
      var handover = timeUntil("relay on the first node", TAKEOVER, () -> isElected(leaders()));
      load.finish();

      guarantee
          .detail("node of the relay killed, takeover in %.1f s", takeover.toMillis() / 1e3)
          .detail("next node stopped gracefully, handover in %.1f s", handover.toMillis() / 1e3)
          .operations(expected.acceptedCommands())
          .findings(invariants.assertHold(recoveryTimeout));
      timeUntil(
          "all events received",
          recoveryTimeout,
          () -> order.events() == expected.acceptedCommands());
      assertThat(order.violations()).isEmpty();
      guarantee.detail("%d duplicate events, 0 out of order", order.duplicates());
    }
  }

  /** Receives every event of the test, since it subscribes before the load starts. */
  private EventTopic listener(DeliveryOrderCheck order) throws JMSException {
    var topic = new EventTopic(stack.broker());
    topic.listen(order::received);
    return topic;
  }

  private static boolean isElected(List<Integer> leaders) {
    return leaders.size() == 1;
  }

  private List<Integer> successors(List<Integer> previous) {
    return leaders().stream().filter(leader -> !previous.contains(leader)).toList();
  }

  private List<Integer> leaders() {
    try (var connection = stack.database().connect()) {
      return RelayBlocker.leaders(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
