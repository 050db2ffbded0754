package io.github.ordermill.ordering.infrastructure.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.listing.OrderFilter;
import io.github.ordermill.ordering.application.listing.OrderSort;
import io.github.ordermill.ordering.application.listing.OrderSort.Direction;
import io.github.ordermill.ordering.application.listing.OrderSort.Field;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderEvent.OrderPlaced;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.ordering.infrastructure.events.OrderBuilder;
import io.github.ordermill.ordering.infrastructure.persistence.OrderNumberFixtures;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An ascending list ends before the first order that another may still appear before. */
class ListHorizonTest {

  private static final DataSource DATA_SOURCE = TestDatabase.emptyDataSource("list_horizon_test");
  private static final Database DATABASE = new Database(DATA_SOURCE);

  private final String customer = "c-" + UUID.randomUUID();
  private final ProjectionRunner projection =
      new ProjectionRunner(new OrderProjection(), DATABASE, new EventLog(), Clock.systemUTC(), 1);

  @ParameterizedTest
  @EnumSource(
      value = Field.class,
      names = {"PLACED_AT", "UPDATED_AT", "NUMBER"})
  void endsBeforeWhatARunningCommandHasTaken(Field field) throws SQLException {
    var first = place();
    try (var command = begin()) {
      var second = placed(command);
      EventFixtures.append(command, second);
      var third = place();

      assertThat(ascending(field)).containsExactly(first);

      command.commit();
      assertThat(ascending(field)).containsExactly(first);

      apply(second);
      assertThat(ascending(field)).containsExactly(first, id(second), third);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Field.class,
      names = {"PLACED_AT", "UPDATED_AT", "NUMBER"})
  void continuesWhenTheCommandFails(Field field) throws SQLException {
    try (var command = begin()) {
      EventFixtures.append(command, placed(command));
      var second = place();

      assertThat(ascending(field)).isEmpty();

      command.rollback();
      assertThat(ascending(field)).containsExactly(second);
    }
  }

  @Test
  void endsBeforeANumberThatWasTakenBeforeItsEventIsAppended() throws SQLException {
    try (var command = begin()) {
      var first = placed(command);
      var second = place();

      assertThat(ascending(Field.NUMBER)).isEmpty();

      EventFixtures.append(command, first);
      command.commit();
      apply(first);
      assertThat(ascending(Field.NUMBER)).containsExactly(id(first), second);
      assertThat(ascending(Field.PLACED_AT)).containsExactly(second, id(first));
    }
  }

  @Test
  void endsBeforeAnOrderThatIsBeingChanged() throws SQLException {
    try (var command = begin()) {
      var changed = placed(command);
      EventFixtures.append(command, changed);
      command.commit();
      apply(changed);
      var note = new Order(changed).addNote("Rings twice", EventFixtures.MONDAY);
      EventFixtures.append(command, note);
      var later = place();

      assertThat(ascending(Field.UPDATED_AT)).containsExactly(id(changed));

      command.commit();
      apply(changed);
      assertThat(ascending(Field.UPDATED_AT)).containsExactly(id(changed), later);
    }
  }

  @Test
  void isNotHeldBackByAnOrderWithADeadLetter() throws SQLException {
    var parked = place();
    DATABASE.inTransaction(
        connection ->
            Sql.update(
                connection,
                "UPDATE views.order_view SET version = 9 WHERE order_id = ?; "
                    + "UPDATE views.projection_checkpoint SET version = 0 WHERE aggregate_id = ?",
                parked,
                parked));
    projection.catchUp(List.of(parked));
    var second = place();

    assertThat(ascending(Field.PLACED_AT)).containsExactly(parked, second);
    assertThat(ascending(Field.NUMBER)).containsExactly(parked, second);
  }

  @Test
  void doesNotLimitListsWithTheNewestFirst() throws SQLException {
    try (var command = begin()) {
      EventFixtures.append(command, placed(command));
      var second = place();
      var third = place();

      assertThat(list(new OrderSort(Field.PLACED_AT, Direction.DESC), 9, null))
          .containsExactly(third, second);
      assertThat(list(new OrderSort(Field.TOTAL, Direction.ASC), 9, null))
          .containsExactlyInAnyOrder(third, second);
    }
  }

  @Test
  void limitsDescendingListsThatAreReadFromTheirEnd() throws SQLException {
    try (var command = begin()) {
      EventFixtures.append(command, placed(command));
      place();

      assertThat(list(new OrderSort(Field.PLACED_AT, Direction.DESC), null, 9)).isEmpty();
      assertThat(list(new OrderSort(Field.PLACED_AT, Direction.ASC), null, 9)).isEmpty();
    }
  }

  @Test
  void isReadFromTheReplicaThatTheOrdersAreReadFrom() throws SQLException {
    var withReplica = new SqlOrderViews(new Database(DATA_SOURCE, DATA_SOURCE));
    var sort = new OrderSort(Field.NUMBER, Direction.ASC);
    try (var command = begin()) {
      var first = placed(command);
      var second = place();

      assertThat(list(withReplica, sort, 9, null)).isEmpty();

      EventFixtures.append(command, first);
      command.commit();
      apply(first);
      await()
          .untilAsserted(
              () ->
                  assertThat(list(withReplica, sort, 9, null)).containsExactly(id(first), second));
    }
  }

  private static Connection begin() throws SQLException {
    var connection = DATABASE.open();
    connection.setAutoCommit(false);
    return connection;
  }

  private OrderPlaced placed(Connection command) {
    return OrderBuilder.anOrder()
        .customer(customer)
        .number(OrderNumberFixtures.take(command))
        .placed();
  }

  /** Places an order and shows it. */
  private UUID place() {
    var placed =
        DATABASE.inTransaction(
            command -> {
              var event = placed(command);
              EventFixtures.append(command, event);
              return event;
            });
    apply(placed);
    return id(placed);
  }

  private void apply(OrderPlaced order) {
    projection.catchUp(List.of(id(order)));
  }

  private static UUID id(OrderPlaced order) {
    return order.order().value();
  }

  private List<UUID> ascending(Field field) {
    return list(new OrderSort(field, Direction.ASC), 9, null);
  }

  private List<UUID> list(OrderSort sort, Integer first, Integer last) {
    return list(new SqlOrderViews(DATABASE), sort, first, last);
  }

  private List<UUID> list(SqlOrderViews views, OrderSort sort, Integer first, Integer last) {
    var filter = OrderFilter.of(customer, List.of());
    return views.list(new ListOrders(filter, sort, first, null, last, null)).items().stream()
        .map(OrderView::id)
        .toList();
  }
}
