package io.github.ordermill.ordering.application.placing;

import io.github.ordermill.ordering.domain.OrderNumber;

/** Generator of order numbers. */
public interface OrderNumbers {

  /** A new number that is never returned again. The sequence may have gaps. */
  OrderNumber next();
}
