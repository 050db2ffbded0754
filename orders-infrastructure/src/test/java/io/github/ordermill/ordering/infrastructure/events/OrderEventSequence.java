package io.github.ordermill.ordering.infrastructure.events;

import static io.github.ordermill.ordering.infrastructure.events.EventFixtures.MONDAY;

import io.github.ordermill.ordering.domain.Address;
import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.shared.domain.InvalidArgument;
import io.github.ordermill.shared.domain.RuleBroken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random sequence of commands on an order, and the resulting events. */
public final class OrderEventSequence {

  private final Random random;
  private final Order order;
  private final List<OrderEvent> events = new ArrayList<>();

  private OrderEventSequence(Random random) {
    this.random = random;
    var placed = EventFixtures.placed("c-9");
    this.order = new Order(placed);
    this.events.add(placed);
  }

  /** The sequence after a number of commands, many of them refused. */
  public static OrderEventSequence after(int commands, Random random) {
    var sequence = new OrderEventSequence(random);
    for (int i = 1; i <= commands; i++) {
      try {
        sequence.events.add(sequence.next(MONDAY.plusSeconds(i)));
      } catch (RuleBroken | InvalidArgument refused) {
        // A refused command has no event.
      }
    }
    return sequence;
  }

  public Order order() {
    return order;
  }

  public List<OrderEvent> events() {
    return List.copyOf(events);
  }

  private OrderEvent next(Instant at) {
    return switch (random.nextInt(20)) {
      case 0, 1 -> order.confirm(at);
      case 2 -> order.cancel("reason " + at, at);
      case 3, 4, 5 -> order.cancelLines(anyQuantities(), "reason " + at, at);
      case 6, 7, 8 -> order.changeQuantity(1 + random.nextInt(2), 1 + random.nextInt(9), at);
      case 9 -> order.changeShippingAddress(anAddress(), at);
      case 10, 11, 12, 13 -> order.ship("DHL", "JD " + at, anyQuantities(), at);
      case 14 -> order.ship("UPS", "1Z " + at, null, at);
      case 15, 16 -> order.recordDelivery(1 + random.nextInt(4), at);
      case 17 -> order.recordDelivery(null, at);
      default -> order.addNote("note " + at, at);
    };
  }

  private List<LineQuantity> anyQuantities() {
    var quantity = new LineQuantity(1 + random.nextInt(2), 1 + random.nextInt(2));
    return random.nextInt(4) > 0
        ? List.of(quantity)
        : List.of(quantity, new LineQuantity(3 - quantity.line(), 1 + random.nextInt(2)));
  }

  private Address anAddress() {
    return new Address("Alan", "Elm Road " + random.nextInt(99), "Wilmslow", null, null, "GB");
  }
}
