package io.github.ordermill.ordering.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * An event of an order. Events are immutable and are never deleted.
 *
 * <p>Besides its own data, an event carries the results of the decision that caused it: the order's
 * status after the event and, where they have changed, its total and its number of units. A
 * projection that counts orders or sums them up therefore stores these few figures per order, and
 * no lines, and repeats no business rule.
 */
public sealed interface OrderEvent {

  OrderId order();

  /** Version of the order after the event: 1 when placed, plus one per event. */
  int version();

  /** Status of the order after the event. */
  OrderStatus status();

  /** Time of the event. */
  Instant at();

  /**
   * A customer has placed an order.
   *
   * @param reference the client's own reference, null if it gave none
   * @param lines at least one, numbered 1, 2, 3 …, all in one currency
   */
  record OrderPlaced(
      OrderId order,
      int version,
      OrderNumber number,
      CustomerId customerId,
      String reference,
      List<Line> lines,
      Address shippingAddress,
      Instant at)
      implements OrderEvent {

    public OrderPlaced {
      requireNonNull(number, "number");
      requireNonNull(customerId, "customerId");
      lines = List.copyOf(lines);
      requireNonNull(shippingAddress, "shippingAddress");
    }

    @Override
    public OrderStatus status() {
      return OrderStatus.PLACED;
    }

    /** Sum of the lines. */
    public Money total() {
      return lines.stream()
          .map(line -> line.price.times(line.quantity))
          .reduce(Money::plus)
          .orElseThrow();
    }

    /** Number of units ordered, over all lines. */
    public long units() {
      return lines.stream().mapToLong(Line::quantity).sum();
    }
  }

  /**
   * An order line as it was placed.
   *
   * @param number 1, 2, 3 … within the order
   * @param name the product's name at that time, null if the client gave none
   * @param quantity number of units
   * @param price unit price
   */
  record Line(int number, ProductId productId, String name, int quantity, Money price) {

    public Line {
      requireNonNull(productId, "productId");
      requireNonNull(price, "price");
    }
  }

  /** The merchant has confirmed the order. */
  record OrderConfirmed(OrderId order, int version, Instant at) implements OrderEvent {

    @Override
    public OrderStatus status() {
      return OrderStatus.CONFIRMED;
    }
  }

  /**
   * Some units of the order have been cancelled, but not all.
   *
   * @param lines the units cancelled by this event
   * @param total the order's total after the event
   * @param units number of units not cancelled after the event, over all lines
   */
  record OrderLinesCancelled(
      OrderId order,
      int version,
      List<LineQuantity> lines,
      String reason,
      Money total,
      long units,
      OrderStatus status,
      Instant at)
      implements OrderEvent {

    public OrderLinesCancelled {
      lines = List.copyOf(lines);
      requireNonNull(reason, "reason");
      requireNonNull(total, "total");
      requireNonNull(status, "status");
    }
  }

  /**
   * The quantity of one line has been changed.
   *
   * @param line number of the line
   * @param quantity new number of units ordered, cancelled ones included
   * @param total the order's total after the event
   * @param units number of units not cancelled after the event, over all lines
   */
  record OrderQuantityChanged(
      OrderId order, int version, int line, int quantity, Money total, long units, Instant at)
      implements OrderEvent {

    public OrderQuantityChanged {
      requireNonNull(total, "total");
    }

    @Override
    public OrderStatus status() {
      return OrderStatus.PLACED;
    }
  }

  /** The shipping address has been changed. */
  record OrderShippingAddressChanged(
      OrderId order, int version, Address shippingAddress, OrderStatus status, Instant at)
      implements OrderEvent {

    public OrderShippingAddressChanged {
      requireNonNull(shippingAddress, "shippingAddress");
      requireNonNull(status, "status");
    }
  }

  /**
   * A shipment has been handed to a carrier.
   *
   * @param shipment number of the shipment within the order, from 1 on
   * @param lines the units in the shipment
   */
  record OrderShipped(
      OrderId order,
      int version,
      int shipment,
      String carrier,
      String trackingNumber,
      List<LineQuantity> lines,
      OrderStatus status,
      Instant at)
      implements OrderEvent {

    public OrderShipped {
      requireNonNull(carrier, "carrier");
      requireNonNull(trackingNumber, "trackingNumber");
      lines = List.copyOf(lines);
      requireNonNull(status, "status");
    }
  }

  /**
   * Shipments have been delivered.
   *
   * @param shipments their numbers within the order, at least one, ascending
   */
  record OrderDelivered(
      OrderId order, int version, List<Integer> shipments, OrderStatus status, Instant at)
      implements OrderEvent {

    public OrderDelivered {
      shipments = List.copyOf(shipments);
      requireNonNull(status, "status");
    }
  }

  /** The order has been cancelled with all its lines; its total is 0 from now on. */
  record OrderCancelled(OrderId order, int version, String reason, Instant at)
      implements OrderEvent {

    public OrderCancelled {
      requireNonNull(reason, "reason");
    }

    @Override
    public OrderStatus status() {
      return OrderStatus.CANCELLED;
    }
  }

  /** A note has been added to the order; its author is the actor of the event. */
  record OrderNoteAdded(OrderId order, int version, String text, OrderStatus status, Instant at)
      implements OrderEvent {

    public OrderNoteAdded {
      requireNonNull(text, "text");
      requireNonNull(status, "status");
    }
  }
}
