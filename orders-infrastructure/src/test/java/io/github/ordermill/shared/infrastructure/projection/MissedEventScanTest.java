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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events that were never delivered are found, however many scans came before. */
class MissedEventScanTest {

  private static final Database DATABASE = TestDatabase.emptyDatabase("missed_event_scan_test");

  private final Recording projection = new Recording("Order");
  private final ProjectionRunner runner = runner(projection);

  /** Events are old enough to be missed, and not old enough for the log to be complete there. */
  private static ProjectionRunner runner(Projection projection) {
    return runner(projection, DATABASE, EventFixtures.MONDAY.plusSeconds(10));
  }

  private static ProjectionRunner runner(Projection projection, Database database, Instant now) {
    return new ProjectionRunner(
        projection, database, new EventLog(), Clock.fixed(now, ZoneOffset.UTC), 1);
  }

  private static final class Recording implements Projection {
    private final String name = "recording-" + UUID.randomUUID();
    private final String aggregateType;
    private final List<UUID> orders = new ArrayList<>();

    Recording(String aggregateType) {
      this.aggregateType = aggregateType;
    }

    @Override
    public String aggregateType() {
      return aggregateType;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void apply(Connection transaction, List<RecordedEvent> events) {
      events.forEach(event -> orders.add(event.aggregateId()));
    }
  }

  @Test
  void findsYoungEventsOnlyOnceTheyAreExpected() {
    var young = EventFixtures.placed("c");
    record(young);
    var early = runner(projection, DATABASE, EventFixtures.MONDAY.plusSeconds(1));

    early.scanForMissedEvents();
    assertThat(projection.orders).doesNotContain(young.order().value());
    early.expectMissedEvents();
    early.scanForMissedEvents();

    assertThat(projection.orders).contains(young.order().value());
    assertThat(early.areMissedEventsExpected()).isFalse();
  }

  @Test
  void findsEventsAfterThoseScannedBefore() {
    for (int i = 0; i < 2 * MissedEventScan.SCANS_PER_FULL_SCAN; i++) {
      var event = EventFixtures.placed("c");
      record(event);

      runner.scanForMissedEvents();

      assertThat(projection.orders).contains(event.order().value());
    }
  }

  @Test
  void findsEventsThatCommitLateAtALowerPosition() throws Exception {
    var late = EventFixtures.placed("late");
    var early = EventFixtures.placed("early");
    try (var slow = DATABASE.open()) {
      slow.setAutoCommit(false);
      EventFixtures.record(slow, late);
      record(early);
      runner.scanForMissedEvents();
      assertThat(projection.orders).contains(early.order().value());
      slow.commit();
    }

    for (int i = 0; i < MissedEventScan.SCANS_PER_FULL_SCAN; i++) {
      runner.scanForMissedEvents();
    }

    assertThat(projection.orders).containsOnlyOnce(late.order().value());
  }

  @Test
  void findsEventsAtOnceAfterTheViewsWereEmptied() {
    var event = EventFixtures.placed("c");
    record(event);
    runner.scanForMissedEvents();
    projection.orders.clear();
    empty("views.projection_checkpoint");
    empty("views.projection_progress");

    runner.scanForMissedEvents();

    assertThat(projection.orders).contains(event.order().value());
  }

  @Test
  void findsLostEventsByTheNextFullScan() {
    var event = EventFixtures.placed("c");
    record(event);
    runner.scanForMissedEvents();
    projection.orders.clear();
    empty("views.projection_checkpoint");

    for (int i = 0; i < MissedEventScan.SCANS_PER_FULL_SCAN; i++) {
      runner.scanForMissedEvents();
    }

    assertThat(projection.orders).contains(event.order().value());
  }

  @Test
  void neitherFindsNorCountsEventsOfOtherAggregateTypes() {
    record(EventFixtures.placed("c"));
    var ofProducts = new Recording("Product");

    runner(ofProducts).scanForMissedEvents();

    assertThat(ofProducts.orders).isEmpty();
    assertThat(runner(ofProducts).lag().events()).isZero();
    assertThat(runner(projection).lag().events()).isPositive();
  }

  @Test
  void readsPastAnyNumberOfEventsOfOtherAggregateTypesInOneScan() {
    var database = TestDatabase.emptyDatabase("missed_event_scan_window_test");
    database.inTransaction(
        connection ->
            Sql.update(
                connection,
                """
                INSERT INTO messaging.event_log (
                  event_id, aggregate_type, aggregate_id, version, type, schema_version, payload,
                  actor, correlation_id, causation_id, occurred_at)
                SELECT gen_random_uuid(), 'Other', gen_random_uuid(), 1, 'Any', 1, '{}',
                  'a', 'c', gen_random_uuid(), ? FROM generate_series(1, 110000)
                """,
                EventFixtures.MONDAY));
    var event =
        database.inTransaction(
            connection -> EventFixtures.record(connection, EventFixtures.placed("c")));

    runner(projection, database, EventFixtures.MONDAY.plusSeconds(3_600)).scanForMissedEvents();

    assertThat(projection.orders).containsExactly(event.aggregateId());
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
