package io.github.ordermill.ordering.application;

import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.shared.application.Receipt;

/** The log of everything that has happened to orders. */
public interface OrderEvents {

  /**
   * Appends an event in the transaction of the command. It is delivered to the projections at least
   * once after the commit.
   *
   * @throws io.github.ordermill.shared.domain.RuleBroken if the order has been placed before
   * @throws IllegalStateException if the order has an event of that version although {@link
   *     Orders#get} gave it to nobody else
   */
  Receipt append(OrderEvent event);
}
