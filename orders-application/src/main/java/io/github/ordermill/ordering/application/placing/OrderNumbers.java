package io.github.ordermill.ordering.application.placing;

import io.github.ordermill.ordering.domain.OrderNumber;

/** Gives numbers out to new orders. */
public interface OrderNumbers {

  /** A number that no order has or will have again; numbers may be left out. */
  OrderNumber next();
}
