package io.github.ordermill.shared.infrastructure.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlFailed;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A failing event delays its own aggregate only, and no event is lost. */
class DeadLetterTest {

  private static final Database DATABASE = TestDatabase.database();
  private static final int ATTEMPTS = 3;

  private final Rejecting projection = new Rejecting();
  private final Clock clock = Clock.system(ZoneOffset.UTC);
  private final ProjectionRunner runner =
      new ProjectionRunner(projection, DATABASE, new EventLog(), clock, ATTEMPTS);

  /** Rejects some events and records the others. */
  private static final class Rejecting implements Projection {
    private final String name = "rejecting-" + UUID.randomUUID();
    private final Set<UUID> rejected = new HashSet<>();
    private final List<UUID> applied = new ArrayList<>();
    private RuntimeException fault;

    @Override
    public String aggregateType() {
      return "Order";
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void apply(Connection transaction, List<RecordedEvent> events) {
      for (var event : events) {
        if (rejected.contains(event.id())) {
          if (fault != null) {
            throw fault;
          }
          throw new IllegalStateException("cannot read " + event.type());
        }
      }
      events.forEach(event -> applied.add(event.id()));
    }
  }

  @Test
  void parksAnEventAfterItsLastAttempt() {
    var order = recorded(EventFixtures.cancelledOrder("c"));
    projection.rejected.add(order.get(1).id());

    order.forEach(this::deliver);
    tryUntilParked(order.get(1));

    assertThat(projection.applied).containsExactly(order.get(0).id());
    var letter = openLetter();
    assertThat(letter.version()).isEqualTo(2);
    assertThat(letter.attempts()).isEqualTo(ATTEMPTS);
    assertThat(letter.error())
        .isEqualTo(
            "The event cannot be applied: cannot read OrderCancelled. The log has the details under "
                + letter.id());
    assertThat(runner.counters().parked()).isEqualTo(1);
  }

  static Stream<Arguments> faultsAndSentences() {
    var unforeseen = "The event cannot be applied, for a reason that was not foreseen";
    return Stream.of(
        Arguments.of(
            new SqlFailed(new SQLException("null value in column total", "23502")),
            "The database refused the row: a value is missing (SQL state 23502)"),
        Arguments.of(
            new SqlFailed(new SQLException("index row size 2712 exceeds btree maximum", "54000")),
            "The database refused the row: a value is too long for the index (SQL state 54000)"),
        Arguments.of(
            new SqlFailed(new SQLException("some view", "22999")),
            "The database refused the row: a value does not fit its column (SQL state 22999)"),
        Arguments.of(
            new SqlFailed(new SQLException("no state")),
            "The database refused the row: the reason is in the log (no SQL state)"),
        Arguments.of(new ClassCastException("class A cannot be cast to class B"), unforeseen),
        Arguments.of(new IllegalArgumentException(), unforeseen),
        Arguments.of(thrownBy(() -> java.time.DayOfWeek.valueOf("x")), unforeseen),
        Arguments.of(thrownBy(() -> UUID.fromString("x")), unforeseen),
        Arguments.of(new IllegalStateException("no row for io.github.ordermill.Order"), unforeseen),
        Arguments.of(
            new IllegalArgumentException("not the payload of A: shipping.address.city is missing"),
            "The event cannot be applied: not the payload of A: shipping.address.city is missing"),
        Arguments.of(
            new IllegalArgumentException("unknown event type\0 OrderTeleported"),
            "The event cannot be applied: unknown event type  OrderTeleported"));
  }

  private static RuntimeException thrownBy(Runnable failing) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(
        RuntimeException.class, failing::run);
  }

  @ParameterizedTest
  @MethodSource("faultsAndSentences")
  void describesTheErrorWithoutClassesAndTables(RuntimeException fault, String sentence) {
    var order = recorded(EventFixtures.shippedOrder("c"));
    projection.rejected.add(order.get(0).id());
    projection.fault = fault;

    tryUntilParked(order.get(0));

    assertThat(openLetter().error())
        .isEqualTo(sentence + ". The log has the details under " + openLetter().id());
  }

  @Test
  void appliesEventsOfOtherOrdersInTheSameBatch() {
    var bad = recorded(EventFixtures.cancelledOrder("c"));
    var good = recorded(EventFixtures.cancelledOrder("c"));
    projection.rejected.add(bad.get(0).id());

    var orders = List.of(bad.get(0).aggregateId(), good.get(0).aggregateId());
    runner.catchUp(orders);

    assertThat(projection.applied).containsExactly(good.get(0).id(), good.get(1).id());
  }

  @Test
  void appliesLaterEventsOfTheOrderOnlyAfterTheRetryAndInOrder() {
    var order = recorded(EventFixtures.cancelledOrder("c"));
    projection.rejected.add(order.get(0).id());
    tryUntilParked(order.get(0));

    deliver(order.get(1));
    assertThat(projection.applied).isEmpty();
    assertThat(runner.deadLetters().retry(openLetter().id(), order.get(0).aggregateId(), 1, "ops"))
        .isEqualTo(DeadLetterAdministration.Settlement.FAILED);
    assertThat(openLetter().attempts()).isEqualTo(ATTEMPTS + 1);
    projection.rejected.clear();
    assertThat(runner.deadLetters().retry(openLetter().id(), order.get(0).aggregateId(), 1, "ops"))
        .isEqualTo(DeadLetterAdministration.Settlement.DONE);

    assertThat(projection.applied).containsExactly(order.get(0).id(), order.get(1).id());
    assertThat(openLetters()).isEmpty();
  }

  @Test
  void continuesWithoutADiscardedEventAndKeepsItsRecord() {
    var order = recorded(EventFixtures.cancelledOrder("c"));
    projection.rejected.add(order.get(0).id());
    tryUntilParked(order.get(0));

    runner
        .deadLetters()
        .discard(openLetter().id(), order.get(0).aggregateId(), 1, "ops", "test data");

    assertThat(projection.applied).containsExactly(order.get(1).id());
    assertThat(openLetters()).isEmpty();
    assertThat(
            DATABASE.<String>read(
                connection ->
                    Sql.query(
                            connection,
                            "SELECT settlement || ' by ' || settled_by || ': ' || reason FROM messaging.dead_letter"
                                + " WHERE projection = ?",
                            row -> row.getString(1),
                            projection.name())
                        .get(0)))
        .isEqualTo("DISCARDED by ops: test data");
  }

  @Test
  void countsEventsHeldByADeadLetterSeparately() {
    var order = recorded(EventFixtures.cancelledOrder("c"));
    projection.rejected.add(order.get(0).id());
    tryUntilParked(order.get(0));

    var lag =
        DATABASE.read(
            connection -> Lag.of(connection, projection.name(), projection.aggregateType()));

    assertThat(lag.heldEvents()).isEqualTo(2);
    assertThat(lag.deadLetters()).isEqualTo(1);
    assertThat(lag.oldestHeld()).isEqualTo(EventFixtures.MONDAY);
  }

  @Test
  void findsHeldEventsThoughTheNodeDiesRightAfterSettlingTheDeadLetter() {
    var order = recorded(EventFixtures.cancelledOrder("c"));
    projection.rejected.add(order.get(0).id());
    tryUntilParked(order.get(0));
    runner.scanForMissedEvents();
    DATABASE.inTransaction(
        connection -> {
          new RetryAndParking(projection.name(), ATTEMPTS)
              .settle(connection, openLetter().id(), "DISCARDED", "ops", "test", clock.instant());
          new MissedEventScan(projection.name(), projection.aggregateType())
              .rewind(connection, order.get(0).aggregateId(), 1);
          return null;
        });
    projection.rejected.clear();

    var afterRestart = new ProjectionRunner(projection, DATABASE, new EventLog(), clock, ATTEMPTS);
    afterRestart.scanForMissedEvents();

    assertThat(projection.applied).contains(order.get(0).id(), order.get(1).id());
  }

  private void deliver(RecordedEvent event) {
    runner.deliver(List.of(event.ref()));
  }

  private void tryUntilParked(RecordedEvent event) {
    deliver(event);
    org.awaitility.Awaitility.await()
        .until(
            () -> {
              runner.retryDue();
              return !openLetters().isEmpty();
            });
  }

  private record Letter(UUID id, int version, int attempts, String error, Instant parkedAt) {}

  private Letter openLetter() {
    return openLetters().get(0);
  }

  private List<Letter> openLetters() {
    return DATABASE.read(
        connection ->
            Sql.query(
                connection,
                """
                SELECT id, version, attempts, error, parked_at FROM messaging.dead_letter
                WHERE projection = ? AND settled_at IS NULL
                """,
                row ->
                    new Letter(
                        Sql.uuid(row, "id"),
                        row.getInt("version"),
                        row.getInt("attempts"),
                        row.getString("error"),
                        Sql.instant(row, "parked_at")),
                projection.name()));
  }

  private static List<RecordedEvent> recorded(List<OrderEvent> events) {
    return DATABASE.inTransaction(
        connection ->
            events.stream().map(event -> EventFixtures.record(connection, event)).toList());
  }
}
