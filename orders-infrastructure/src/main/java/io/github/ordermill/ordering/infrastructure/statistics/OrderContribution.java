package io.github.ordermill.ordering.infrastructure.statistics;

import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderEvent.OrderLinesCancelled;
import io.github.ordermill.ordering.domain.OrderEvent.OrderPlaced;
import io.github.ordermill.ordering.domain.OrderEvent.OrderQuantityChanged;
import io.github.ordermill.ordering.domain.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * The contribution of one order to the sums.
 *
 * @param total amount that the customer owes, in {@code currency}
 * @param units number of pieces that are not cancelled, over all lines
 */
record OrderContribution(
    UUID orderId,
    String customerId,
    Instant placedAt,
    OrderStatus status,
    String currency,
    BigDecimal total,
    long units) {

  /**
   * The contribution after an event.
   *
   * @param before null before the first event
   * @return null if the order's first event was discarded: then it contributes nothing
   */
  static OrderContribution after(OrderContribution before, OrderEvent event) {
    if (event instanceof OrderPlaced placed) {
      return new OrderContribution(
          placed.order().value(),
          placed.customerId().value(),
          placed.at(),
          placed.status(),
          placed.total().currency().getCurrencyCode(),
          placed.total().amount(),
          placed.units());
    } else if (before == null) {
      return null;
    } else if (event instanceof OrderLinesCancelled cancelled) {
      return before.with(event.status(), cancelled.total().amount(), cancelled.units());
    } else if (event instanceof OrderQuantityChanged changed) {
      return before.with(event.status(), changed.total().amount(), changed.units());
    } else if (event.status() == OrderStatus.CANCELLED) {
      return before.with(event.status(), BigDecimal.ZERO, 0);
    }
    return before.with(event.status(), before.total, before.units);
  }

  private OrderContribution with(OrderStatus newStatus, BigDecimal newTotal, long newUnits) {
    return new OrderContribution(
        orderId, customerId, placedAt, newStatus, currency, newTotal, newUnits);
  }

  boolean isCancelled() {
    return status == OrderStatus.CANCELLED;
  }

  /** Neither cancelled nor delivered. */
  boolean isOpen() {
    return !isCancelled() && status != OrderStatus.DELIVERED;
  }
}
