package io.github.ordermill.ordering.application;

import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.shared.application.Receipt;

/** Event log of all orders. */
public interface OrderEvents {

  /**
   * Appends an event in the transaction of the command. After the commit it is delivered to the
   * projections, at least once.
   *
   * @throws io.github.ordermill.shared.domain.RuleBroken if the event places an order that exists
   * @throws IllegalStateException if the log has another event with that version of the order,
   *     which the lock of {@link Orders#get} prevents
   */
  Receipt append(OrderEvent event);
}
