package io.github.ordermill.ordering.infrastructure.views;

import static io.github.ordermill.ordering.infrastructure.events.EventFixtures.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.ordering.infrastructure.events.OrderBuilder;
import io.github.ordermill.ordering.infrastructure.statistics.StatisticsProjection;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRunner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What PostgreSQL writes for an event depends on the event, not on what the order has already. */
class EventCostTest {

  private static final Database DATABASE = TestDatabase.emptyDatabase("event_cost_test");
  private static final int LINES = 1_000;
  private static final int SHIPMENTS = 900;
  private static final int MAX_BYTES = 20_000;
  private static final int REPETITIONS = 5;

  private final List<ProjectionRunner> projections =
      List.of(
          new ProjectionRunner(
              new OrderProjection(), DATABASE, new EventLog(), Clock.systemUTC(), 1),
          new ProjectionRunner(
              new StatisticsProjection(), DATABASE, new EventLog(), Clock.systemUTC(), 1));

  @Test
  void writesNoMoreForAnEventOfALargeOrderThanForOneOfASmallOrder() {
    var order = largeOrder();
    var next = new AtomicInteger();

    assertThat(walOf(() -> order.addNote("hi", TUESDAY)))
        .as("bytes for a note")
        .isLessThan(MAX_BYTES);
    assertThat(walOf(() -> order.ship("DHL", "JD", unitOf(2), TUESDAY)))
        .as("bytes for a shipment")
        .isLessThan(MAX_BYTES);
    assertThat(walOf(() -> order.recordDelivery(next.incrementAndGet(), TUESDAY)))
        .as("bytes for a delivery")
        .isLessThan(MAX_BYTES);
    assertThat(walOf(() -> order.cancelLines(unitOf(3), "broken", TUESDAY)))
        .as("bytes for a cancelled unit")
        .isLessThan(MAX_BYTES);
  }

  /**
   * The smallest of a few, since the first change of a page after a checkpoint is written whole.
   */
  private long walOf(Supplier<OrderEvent> command) {
    return IntStream.range(0, REPETITIONS)
        .mapToLong(
            repetition -> {
              long before = TestDatabase.walPosition();
              apply(List.of(command.get()));
              return TestDatabase.walPosition() - before;
            })
        .min()
        .orElseThrow();
  }

  private Order largeOrder() {
    var items =
        IntStream.rangeClosed(1, LINES)
            .mapToObj(
                i ->
                    OrderBuilder.item("sku-" + i, ("Product " + i + " ").repeat(14), 1_000, "5.00"))
            .toList();
    var placed = OrderBuilder.anOrder().items(items).placed();
    var order = new Order(placed);
    var events = new ArrayList<OrderEvent>(List.of(placed, order.confirm(TUESDAY)));
    for (int i = 0; i < 200; i++) {
      events.add(order.addNote(Integer.toHexString(i).repeat(5_000), TUESDAY));
    }
    for (int i = 0; i < SHIPMENTS; i++) {
      events.add(order.ship("DHL", "JD" + i, unitOf(1), TUESDAY));
    }
    apply(events);
    return order;
  }

  private void apply(List<OrderEvent> events) {
    var recorded =
        DATABASE.inTransaction(
            connection ->
                events.stream().map(event -> EventFixtures.record(connection, event)).toList());
    projections.forEach(
        projection -> projection.deliver(List.of(recorded.get(recorded.size() - 1).ref())));
  }

  private static List<LineQuantity> unitOf(int line) {
    return List.of(new LineQuantity(line, 1));
  }
}
