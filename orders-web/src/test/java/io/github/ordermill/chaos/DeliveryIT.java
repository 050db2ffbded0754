package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Messages that the broker delivers repeatedly, shuffled or late. */
class DeliveryIT extends ChaosTest {

  private static final int COMMANDS = 600;
  private static final int MAX_DELIVERIES = 5;
  private static final int SHUFFLE_WINDOW = 100;

  @Test
  void appliesAnEventOnceWhenItIsDeliveredRepeatedly() throws Exception {
    guarantee("R5", "A message delivered several times is applied once");
    try (var blocker = new RelayBlocker(stack.database());
        var topic = new EventTopic(stack.broker())) {
      var events = unpublishedEvents();
      double duplicates = metric("orders_projection_duplicates_total");
      var deliveries = new ArrayList<RecordedEvent>();
      for (var event : events) {
        deliveries.addAll(Collections.nCopies(random.nextInt(1, MAX_DELIVERIES + 1), event));
      }

      topic.send(deliveries);
      var caughtUp = timeUntilCaughtUp();
      topic.send(deliveries);

      timeUntil(
          "second delivery recognised as duplicates",
          recoveryTimeout,
          () -> metric("orders_projection_duplicates_total") >= duplicates + events.size());
      assertThat(outbox()).as("events in the outbox").hasSameSizeAs(events);
      guarantee
          .detail("each message delivered 1 to %d times, then all repeated", MAX_DELIVERIES)
          .detail("%d deliveries", 2 * deliveries.size())
          .detail(
              "%.0f recognised as duplicates",
              metric("orders_projection_duplicates_total") - duplicates)
          .recoveryTime(caughtUp);
    }
    guarantee
        .operations(expected.acceptedCommands())
        .findings(invariants.assertHold(recoveryTimeout));
  }

  @Test
  void appliesEventsInOrderWhenTheyArriveShuffled() throws Exception {
    guarantee("R7", "Views are correct for any order of message delivery");
    try (var blocker = new RelayBlocker(stack.database());
        var topic = new EventTopic(stack.broker())) {
      var events = unpublishedEvents();
      double gaps = metric("orders_projection_gaps_filled_total");
      for (int from = 0; from < events.size(); from += SHUFFLE_WINDOW) {
        Collections.shuffle(
            events.subList(from, Math.min(from + SHUFFLE_WINDOW, events.size())), random);
      }

      topic.send(events);

      guarantee.recoveryTime(timeUntilCaughtUp());
      assertThat(outbox()).as("events in the outbox").hasSameSizeAs(events);
      assertThat(metric("orders_projection_gaps_filled_total")).isGreaterThan(gaps);
      guarantee
          .detail("messages shuffled within %d", SHUFFLE_WINDOW)
          .detail(
              "%.0f gaps filled from the log",
              metric("orders_projection_gaps_filled_total") - gaps);
    }
    guarantee
        .operations(expected.acceptedCommands())
        .findings(invariants.assertHold(recoveryTimeout));
  }

  @Test
  void publishesAnEventThatCommitsAfterHigherPositions() throws Exception {
    guarantee("R12", "An event that commits late is still published");
    UUID late;
    var sent = ConcurrentHashMap.<UUID>newKeySet();
    try (var topic = new EventTopic(stack.broker());
        var load = startLoad()) {
      topic.listen((order, version) -> sent.add(order));
      awaitAccepted(50);
      try (var slow = stack.database().connect()) {
        slow.setAutoCommit(false);
        var log = new SqlEventWriter(slow, expected);
        late = log.copyPlacedOrder(anyAcceptedOrder(), 1).get(0);
        long position = log.positionOf(late, 1);
        awaitAccepted(250);
        timeUntil(
            "higher positions published", recoveryTimeout, () -> publishedAfter(position) >= 100);

        slow.commit();
      }

      guarantee
          .recoveryTime(
              timeUntil("late event published", recoveryTimeout, () -> sent.contains(late)))
          .recoveryTime(timeUntil("late event in its view", recoveryTimeout, () -> isInView(late)))
          .detail("a transaction held open while at least 100 later events were published");
      load.finish();
    }
    guarantee
        .operations(expected.acceptedCommands() + 1)
        .findings(invariants.assertHold(recoveryTimeout));
  }

  /** Events of commands accepted while no relay publishes, in log order. */
  private List<RecordedEvent> unpublishedEvents() throws Exception {
    try (var load = startLoad()) {
      awaitAccepted(COMMANDS);
      load.finish();
    }
    var events = outbox();
    assertThat(events).hasSize(expected.acceptedCommands());
    assertThat(invariants.countUnapplied(Long.MAX_VALUE)).isEqualTo(events.size());
    return events;
  }

  private int publishedAfter(long position) {
    return queryInt(
        "SELECT count(*) FROM messaging.event_log WHERE position > ?"
            + " AND position NOT IN (SELECT position FROM messaging.outbox)",
        position);
  }

  private boolean isInView(UUID order) {
    return queryInt("SELECT count(*) FROM views.order_view WHERE order_id = ?", order) == 1;
  }
}
