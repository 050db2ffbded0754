package io.github.ordermill.ordering.application;

import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderId;

/** Repository of the aggregate {@link Order}. */
public interface Orders {

  /** Adds a new order; it is stored when the transaction commits. */
  void add(Order order);

  /**
   * Loads an order and locks it until the end of the transaction: other commands on the same order
   * wait. Changes are stored when the transaction commits.
   *
   * @param expectedVersion version that the client has seen; null to skip the check
   * @throws io.github.ordermill.shared.application.NotFound if there is no such order
   * @throws io.github.ordermill.shared.application.StaleVersion if the order is at another version
   */
  Order get(OrderId id, Integer expectedVersion);
}
