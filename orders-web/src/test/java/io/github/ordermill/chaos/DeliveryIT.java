package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What the broker delivers twice, in another order, or late. */
class DeliveryIT extends ChaosTest {

  private static final int COMMANDS = 600;
  private static final int MOST_DELIVERIES = 5;
  private static final int DISORDER = 100;

  @Test
  void appliesEachEventOnceHoweverOftenItIsDelivered() throws Exception {
    guarantee("R5", "However often a message is delivered, it counts once");
    try (var silence = new RelayBlocker(stack.database());
        var topic = new EventTopic(stack.broker())) {
      var events = eventsNobodyHasSent();
      double duplicates = metric("orders_projection_duplicates");
      var deliveries = new ArrayList<RecordedEvent>();
      for (var event : events) {
        deliveries.addAll(Collections.nCopies(random.nextInt(1, MOST_DELIVERIES + 1), event));
      }

      topic.send(deliveries);
      var caughtUp = timeToCatchUp();
      topic.send(deliveries);

      time(
          "all of the second delivery told from the first",
          recovery,
          () -> metric("orders_projection_duplicates") >= duplicates + events.size());
      assertThat(pending()).as("sent by the relay").hasSameSizeAs(events);
      guarantee
          .tells("each message delivered 1 to %d times, then again", MOST_DELIVERIES)
          .tells("%d deliveries", 2 * deliveries.size())
          .tells("%.0f known as duplicates", metric("orders_projection_duplicates") - duplicates)
          .recoveredIn(caughtUp);
    }
    guarantee.operations(ledger.size()).found(invariants.hold(recovery));
  }

  @Test
  void bringsEventsIntoOrderThatArriveInAnother() throws Exception {
    guarantee("R7", "In whatever order messages arrive, views are right");
    try (var silence = new RelayBlocker(stack.database());
        var topic = new EventTopic(stack.broker())) {
      var events = eventsNobodyHasSent();
      double gaps = metric("orders_projection_gaps_filled");
      for (int from = 0; from < events.size(); from += DISORDER) {
        Collections.shuffle(events.subList(from, Math.min(from + DISORDER, events.size())), random);
      }

      topic.send(events);

      guarantee.recoveredIn(timeToCatchUp());
      assertThat(pending()).as("sent by the relay").hasSameSizeAs(events);
      assertThat(metric("orders_projection_gaps_filled")).isGreaterThan(gaps);
      guarantee
          .tells("messages shuffled within %d", DISORDER)
          .tells("%.0f gaps filled from the log", metric("orders_projection_gaps_filled") - gaps);
    }
    guarantee.operations(ledger.size()).found(invariants.hold(recovery));
  }

  @Test
  void deliversALowerPositionThatIsCommittedAfterHigherOnes() throws Exception {
    guarantee("R12", "An event that commits late is delivered all the same");
    UUID late;
    var sent = ConcurrentHashMap.<UUID>newKeySet();
    try (var topic = new EventTopic(stack.broker());
        var load = load()) {
      topic.listen((order, version) -> sent.add(order));
      awaitAccepted(50);
      try (var slow = stack.database().connect()) {
        slow.setAutoCommit(false);
        var log = new SqlEventWriter(slow, ledger);
        late = log.placeLike(anyAccepted(), 1).get(0);
        long position = log.positionOf(late, 1);
        awaitAccepted(250);
        time("higher positions in views", recovery, () -> sentBeyond(position) >= 100);

        slow.commit();
      }

      guarantee
          .recoveredIn(time("the late one sent", recovery, () -> sent.contains(late)))
          .recoveredIn(time("the late one in its view", recovery, () -> isInItsView(late)))
          .tells("a transaction held open while 100 and more later events were sent");
      load.finish();
    }
    guarantee.operations(ledger.size() + 1).found(invariants.hold(recovery));
  }

  /** What clients have made while the relay is silent, in the order of the log. */
  private List<RecordedEvent> eventsNobodyHasSent() throws Exception {
    try (var load = load()) {
      awaitAccepted(COMMANDS);
      load.finish();
    }
    var events = pending();
    assertThat(events).hasSize(ledger.size());
    assertThat(invariants.unappliedUpTo(Long.MAX_VALUE)).isEqualTo(events.size());
    return events;
  }

  private List<RecordedEvent> pending() throws Exception {
    try (var connection = stack.database().connect()) {
      return new EventLog().pending(connection, Integer.MAX_VALUE);
    }
  }

  private UUID anyAccepted() {
    return ledger.answers().values().iterator().next().order();
  }

  private int sentBeyond(long position) {
    return count(
        "SELECT count(*) FROM ordering.order_event WHERE position > ?"
            + " AND position NOT IN (SELECT position FROM ordering.unsent_event)",
        position);
  }

  private boolean isInItsView(UUID order) {
    return count("SELECT count(*) FROM views.order_view WHERE order_id = ?", order) == 1;
  }
}
