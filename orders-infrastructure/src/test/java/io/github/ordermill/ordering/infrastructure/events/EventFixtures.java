package io.github.ordermill.ordering.infrastructure.events;

import io.github.ordermill.ordering.domain.Address;
import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderEvent.OrderPlaced;
import io.github.ordermill.shared.domain.UuidV7;
import io.github.ordermill.shared.infrastructure.eventlog.LogFixtures;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;

/** Orders in different states, as events and as rows of the event log. */
public final class EventFixtures {

  public static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
  public static final Instant TUESDAY = Instant.parse("2026-11-24T09:00:00.5Z");

  private EventFixtures() {}

  /** A placed order with a total of 44.80 EUR. */
  public static OrderPlaced placed(String customer) {
    return OrderBuilder.anOrder()
        .customer(customer)
        .reference("PO \"77\" – ü")
        .items(
            List.of(
                OrderBuilder.item("sku-1", "Kettle", 2, "19.90"),
                OrderBuilder.item("sku-2", null, 1, "5.00")))
        .placed();
  }

  /** An order that was placed, confirmed and shipped. */
  public static List<OrderEvent> shippedOrder(String customer) {
    var placed = placed(customer);
    var order = new Order(placed);
    return List.of(placed, order.confirm(MONDAY), order.ship("DHL", "JD0001", null, TUESDAY));
  }

  /** An order that was placed and cancelled. */
  public static List<OrderEvent> cancelledOrder(String customer) {
    var placed = placed(customer);
    return List.of(placed, new Order(placed).cancel("changed my mind", TUESDAY));
  }

  /**
   * An order with all types of events but one: partly cancelled, the rest shipped and delivered.
   */
  public static List<OrderEvent> eventfulOrder(String customer) {
    var placed = placed(customer);
    var order = new Order(placed);
    var newAddress = new Address("Alan Turing", "Elm Road 2", "Wilmslow", "Cheshire", null, "GB");
    var ofLine1 = List.of(new LineQuantity(1, 1));
    return List.of(
        placed,
        order.changeQuantity(1, 4, MONDAY),
        order.changeShippingAddress(newAddress, MONDAY),
        order.addNote("Rings twice –\nü", MONDAY),
        order.confirm(MONDAY),
        order.ship("DHL", "JD0001", ofLine1, TUESDAY),
        order.cancelLines(ofLine1, "broken", TUESDAY),
        order.recordDelivery(1, TUESDAY),
        order.ship("UPS", "1Z", null, TUESDAY),
        order.recordDelivery(null, TUESDAY));
  }

  /** Appends an event to the log, as if it were published. */
  public static RecordedEvent record(Connection connection, OrderEvent event) {
    return LogFixtures.record(connection, recorded(0, event));
  }

  /** Appends an event with the present time, in the transaction of a command. */
  public static void append(Connection command, OrderEvent event) {
    LogFixtures.append(command, recorded(0, event));
  }

  /** Appends events to the log, except those that it has. */
  public static void recordAll(Connection connection, List<OrderEvent> events) {
    LogFixtures.recordAll(connection, events.stream().map(event -> recorded(0, event)).toList());
  }

  /** The event as a row of the log at that position. */
  public static RecordedEvent recorded(long position, OrderEvent event) {
    var type = OrderEventJson.typeOf(event);
    return LogFixtures.recorded(
        position,
        UuidV7.at(event.at()),
        OrderEventJson.AGGREGATE_TYPE,
        event.order().value(),
        event.version(),
        type,
        OrderEventJson.schemaVersionOf(type),
        OrderEventJson.write(event),
        event.at());
  }
}
