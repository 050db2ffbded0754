package io.github.ordermill.shared.infrastructure.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.sql.Connection;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was never delivered is found, however often was looked before. */
class MissedEventScanTest {

  private static final Database DATABASE = TestDatabase.emptyDatabase("sweep_test");

  private final Noting projection = new Noting();

  /** Events are old enough to be missed, and not old enough for the log to be complete there. */
  private final ProjectionRunner projector =
      new ProjectionRunner(
          projection,
          DATABASE,
          new EventLog(),
          Clock.fixed(EventFixtures.MONDAY.plusSeconds(10), ZoneOffset.UTC),
          1);

  private static final class Noting implements Projection {
    private final String name = "noting-" + UUID.randomUUID();
    private final List<UUID> orders = new ArrayList<>();

    @Override
    public String name() {
      return name;
    }

    @Override
    public void apply(Connection transaction, List<RecordedEvent> events) {
      events.forEach(event -> orders.add(event.orderId()));
    }
  }

  @Test
  void findsWhatFollowsWhatItHasLookedAt() {
    for (int i = 0; i < 2 * MissedEventScan.LOOKS_PER_WHOLE_LOOK; i++) {
      var event = EventFixtures.placed("c");
      record(event);

      projector.sweep();

      assertThat(projection.orders).contains(event.order().value());
    }
  }

  @Test
  void findsWhatCommitsLateAtALowerPosition() throws Exception {
    var late = EventFixtures.placed("late");
    var early = EventFixtures.placed("early");
    try (var slow = DATABASE.open()) {
      slow.setAutoCommit(false);
      EventFixtures.record(slow, late);
      record(early);
      projector.sweep();
      assertThat(projection.orders).contains(early.order().value());
      slow.commit();
    }

    for (int i = 0; i < MissedEventScan.LOOKS_PER_WHOLE_LOOK; i++) {
      projector.sweep();
    }

    assertThat(projection.orders).containsOnlyOnce(late.order().value());
  }

  @Test
  void findsAtOnceWhatIsMissingFromEmptiedViews() {
    var event = EventFixtures.placed("c");
    record(event);
    projector.sweep();
    projection.orders.clear();
    empty("views.projection_checkpoint");
    empty("views.projection_progress");

    projector.sweep();

    assertThat(projection.orders).contains(event.order().value());
  }

  @Test
  void findsByItsNextWholeLookWhatIsAppliedNoMore() {
    var event = EventFixtures.placed("c");
    record(event);
    projector.sweep();
    projection.orders.clear();
    empty("views.projection_checkpoint");

    for (int i = 0; i < MissedEventScan.LOOKS_PER_WHOLE_LOOK; i++) {
      projector.sweep();
    }

    assertThat(projection.orders).contains(event.order().value());
  }

  private void empty(String table) {
    DATABASE.inTransaction(
        connection ->
            Sql.update(
                connection, "DELETE FROM " + table + " WHERE projection = ?", projection.name()));
  }

  private static void record(OrderEvent event) {
    DATABASE.inTransaction(connection -> EventFixtures.record(connection, event));
  }
}
