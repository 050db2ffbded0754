package io.github.ordermill.ordering.application;

import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderId;

/** All orders, on the writing side. */
public interface Orders {

  /** Keeps a new order once the transaction commits. */
  void add(Order order);

  /**
   * The order as it stands, for this transaction alone: another command on the same order waits
   * here until this one has ended. Changes are kept once the transaction commits.
   *
   * @param expectedVersion the version that the client has seen, or null if it does not care
   * @throws io.github.ordermill.shared.application.NotFound if there is no such order
   * @throws io.github.ordermill.shared.application.StaleVersion if it is in another version
   */
  Order get(OrderId id, Integer expectedVersion);
}
