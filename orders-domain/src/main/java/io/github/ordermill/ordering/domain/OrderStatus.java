package io.github.ordermill.ordering.domain;

/** Where an order stands in its life. */
public enum OrderStatus {
  /** Ordered by the customer. */
  PLACED,
  /** Accepted by the merchant. */
  CONFIRMED,
  /** Some of it has left, and some is left to ship. */
  PARTIALLY_SHIPPED,
  /** Nothing is left to ship, and some of it is under way. */
  SHIPPED,
  /** Nothing is left to ship, and every shipment has arrived. */
  DELIVERED,
  /** Called off, with all its lines. */
  CANCELLED;

  /** Whether anything has left the house. */
  public boolean anythingShipped() {
    return this == PARTIALLY_SHIPPED || nothingLeft();
  }

  /** Whether all that is to be shipped has been. */
  public boolean nothingLeft() {
    return this == SHIPPED || this == DELIVERED;
  }
}
