package io.github.ordermill.ordering.domain;

/** State of an order in its life cycle. */
public enum OrderStatus {
  /** Placed by the customer, not confirmed yet. */
  PLACED,
  /** Accepted by the merchant; nothing has been shipped. */
  CONFIRMED,
  /** At least one unit has been shipped, and at least one is left to ship. */
  PARTIALLY_SHIPPED,
  /** No unit is left to ship, and at least one shipment is in transit. */
  SHIPPED,
  /** No unit is left to ship, and every shipment has been delivered. */
  DELIVERED,
  /** Cancelled with all its lines. */
  CANCELLED;

  /** Whether at least one unit has been shipped. */
  public boolean anythingShipped() {
    return this == PARTIALLY_SHIPPED || fullyShipped();
  }

  /**
   * The number of events that lead from here to the order's end on the shortest way that ships it:
   * confirmation, one shipment, one delivery.
   */
  int stepsLeft() {
    return switch (this) {
      case PLACED -> 3;
      case CONFIRMED, PARTIALLY_SHIPPED -> 2;
      case SHIPPED -> 1;
      case DELIVERED, CANCELLED -> 0;
    };
  }

  /** Whether units have been shipped and none is left to ship. */
  public boolean fullyShipped() {
    return this == SHIPPED || this == DELIVERED;
  }
}
