package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two nodes on one database and one broker. */
class TwoNodesIT extends ChaosTest {

  private static final Duration TAKEOVER = Duration.ofSeconds(10);

  /** Few enough to leave a node that starts beside them some of the processors. */
  private static final int FEW_CLIENTS = 3;

  @Test
  void handsTheRelayOverWhenItsNodeIsKilledAndKeepsTheOrder() throws Exception {
    guarantee("R11", "Another node takes the relay over; events of an order stay in order");
    var order = new DeliveryOrderCheck();
    var first = stack.application();
    try (var second = stack.secondNode().withJvmOptions("-Xmx512m").start();
        var topic = listening(order);
        var load = load(FEW_CLIENTS, List.of(first.uri("/graphql"), second.uri("/graphql")))) {
      awaitAccepted(300);
      var leader = leaders();
      assertThat(leader).hasSize(1);
      assertThat(order.repetitions()).as("events sent by two relays at once").isZero();

      first.kill();

      var takeover = time("another relay", TAKEOVER, () -> leads(another(leader)));
      guarantee.recoveredIn(takeover).recoveredIn(timeToCatchUp());
      first.start();
      awaitAccepted(ledger.size() + 100);
      second.stop();
      var handover = time("the first again", TAKEOVER, () -> leads(leaders()));
      load.finish();

      guarantee
          .tells("the leading node killed, takeover in %.1f s", takeover.toMillis() / 1e3)
          .tells("the next stopped in order, handover in %.1f s", handover.toMillis() / 1e3)
          .operations(ledger.size())
          .found(invariants.hold(recovery));
      time("every event heard", recovery, () -> order.events() == ledger.size());
      assertThat(order.breaches()).isEmpty();
      guarantee.tells("%d events heard twice, 0 out of order", order.repetitions());
    }
  }

  /** Hears every event of the run, since it listens before the load begins. */
  private EventTopic listening(DeliveryOrderCheck order) throws JMSException {
    var topic = new EventTopic(stack.broker());
    topic.listen(order::heard);
    return topic;
  }

  private static boolean leads(List<Integer> leaders) {
    return leaders.size() == 1;
  }

  private List<Integer> another(List<Integer> before) {
    return leaders().stream().filter(leader -> !before.contains(leader)).toList();
  }

  private List<Integer> leaders() {
    try (var connection = stack.database().connect()) {
      return RelayBlocker.leaders(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
