package io.github.ordermill.ordering.domain;

import io.github.ordermill.shared.domain.Rule;

/** The rules of the order, each a full sentence. Clients see the same names. */
public enum OrderRule implements Rule {
  AN_ORDER_HAS_AT_LEAST_ONE_LINE,
  ALL_LINES_ARE_IN_ONE_CURRENCY,
  AN_ORDER_IS_PLACED_ONCE,
  CANCELLED_ORDERS_DO_NOT_CHANGE,
  SHIPPED_ORDERS_ARE_NOT_CANCELLED,
  NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED
}
