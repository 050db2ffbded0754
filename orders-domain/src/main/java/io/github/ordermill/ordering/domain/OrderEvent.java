package io.github.ordermill.ordering.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What has happened to an order. Events are facts: they are never changed and never taken back.
 *
 * <p>An event tells what its readers cannot know from the events before it without deciding anew:
 * where the order stands afterwards and, where that has changed, what it comes to. So a reader who
 * counts orders or adds them up keeps these few figures per order, and no lines.
 */
public sealed interface OrderEvent {

  /** The order that it happened to. */
  OrderId order();

  /** The order's version after it: 1 when placed, plus one per event. */
  int version();

  /** Where the order stands after it. */
  OrderStatus status();

  /** When it happened. */
  Instant at();

  /**
   * A customer has ordered.
   *
   * @param reference the client's own, null if it gave none
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

    /** What the customer owes. */
    public Money total() {
      return lines.stream()
          .map(line -> line.price.times(line.quantity))
          .reduce(Money::plus)
          .orElseThrow();
    }

    /** How many pieces were ordered, over all lines. */
    public long units() {
      return lines.stream().mapToLong(Line::quantity).sum();
    }
  }

  /**
   * One line as it was ordered.
   *
   * @param name the product's name at that time, null if the client gave none
   * @param price of one piece
   */
  record Line(int number, ProductId productId, String name, int quantity, Money price) {

    public Line {
      requireNonNull(productId, "productId");
      requireNonNull(price, "price");
    }
  }

  /** The merchant has accepted the order. */
  record OrderConfirmed(OrderId order, int version, Instant at) implements OrderEvent {

    @Override
    public OrderStatus status() {
      return OrderStatus.CONFIRMED;
    }
  }

  /**
   * Some pieces of some lines are off; others are left, or have left the house.
   *
   * @param lines how many of which lines, by this event alone
   * @param total what the customer owes after it
   * @param units how many pieces are not cancelled after it, over all lines
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
   * The customer wants more or less of a line.
   *
   * @param line the line's number
   * @param quantity how many are ordered from now on, those cancelled included
   * @param total what the customer owes after it
   * @param units how many pieces are not cancelled after it, over all lines
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

  /** The order goes elsewhere. */
  record OrderShippingAddressChanged(
      OrderId order, int version, Address shippingAddress, OrderStatus status, Instant at)
      implements OrderEvent {

    public OrderShippingAddressChanged {
      requireNonNull(shippingAddress, "shippingAddress");
      requireNonNull(status, "status");
    }
  }

  /**
   * A parcel has left.
   *
   * @param shipment its number within the order, from 1 on
   * @param lines what is in it
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
   * Parcels have arrived.
   *
   * @param shipments their numbers, at least one, ascending
   */
  record OrderDelivered(
      OrderId order, int version, List<Integer> shipments, OrderStatus status, Instant at)
      implements OrderEvent {

    public OrderDelivered {
      shipments = List.copyOf(shipments);
      requireNonNull(status, "status");
    }
  }

  /**
   * The order is off, with all its lines, for the reason given. What the customer owes is nothing
   * from now on.
   */
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

  /** Somebody has written something down about the order: whoever caused the event. */
  record OrderNoteAdded(OrderId order, int version, String text, OrderStatus status, Instant at)
      implements OrderEvent {

    public OrderNoteAdded {
      requireNonNull(text, "text");
      requireNonNull(status, "status");
    }
  }
}
