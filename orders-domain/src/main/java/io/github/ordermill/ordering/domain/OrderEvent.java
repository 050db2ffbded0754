package io.github.ordermill.ordering.domain;

import java.time.Instant;
import java.util.List;

/** What has happened to an order. Events are facts: they are never changed and never taken back. */
public sealed interface OrderEvent {

  /** The order that it happened to. */
  OrderId order();

  /** The order's version after it: 1 when placed, plus one per event. */
  int version();

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
      CustomerId customer,
      String reference,
      List<Line> lines,
      Address shippingAddress,
      Instant at)
      implements OrderEvent {

    public OrderPlaced {
      lines = List.copyOf(lines);
    }

    /** What the customer owes. */
    public Money total() {
      return Line.total(lines);
    }
  }

  /**
   * One line as it was ordered.
   *
   * @param name the product's name at that time, null if the client gave none
   * @param price of one piece
   */
  record Line(int number, ProductId product, String name, int quantity, Money price) {

    /** Price × quantity, over all of them. */
    static Money total(List<Line> lines) {
      return lines.stream()
          .map(line -> line.price.times(line.quantity))
          .reduce(Money::plus)
          .orElseThrow();
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
      Instant at)
      implements OrderEvent {

    public OrderShipped {
      lines = List.copyOf(lines);
    }
  }

  /** The order is off, with all its lines, for the reason given. */
  record OrderCancelled(OrderId order, int version, String reason, Instant at)
      implements OrderEvent {}
}
