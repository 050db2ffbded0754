package io.github.ordermill.ordering.domain;

import io.github.ordermill.shared.domain.Rule;

/** The business rules of an order. The names are part of the API: clients receive them. */
public enum OrderRule implements Rule {
  AN_ORDER_HAS_AT_LEAST_ONE_LINE,
  ALL_LINES_ARE_IN_ONE_CURRENCY,
  AN_ORDER_IS_PLACED_ONCE,
  ONLY_PLACED_ORDERS_ARE_CONFIRMED,
  CANCELLED_ORDERS_DO_NOT_CHANGE,
  SHIPPED_ORDERS_ARE_NOT_CANCELLED,
  ONLY_LINES_NOT_YET_SHIPPED_ARE_CANCELLED,
  ONLY_CONFIRMED_ORDERS_ARE_SHIPPED,
  NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED,
  ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED,
  QUANTITIES_CHANGE_ONLY_BEFORE_CONFIRMATION,
  ADDRESSES_CHANGE_ONLY_BEFORE_SHIPPING,
  /** See {@link OrderLimits#NOTES}. */
  AN_ORDER_HAS_AT_MOST_1000_NOTES,
  /** See {@link OrderLimits#NOTE_CHARACTERS}. */
  NOTES_OF_AN_ORDER_HAVE_AT_MOST_5000000_CHARACTERS_IN_TOTAL,
  /** See {@link OrderLimits#SHIPMENTS}; the last one ships all units that are left. */
  AN_ORDER_HAS_AT_MOST_1000_SHIPMENTS,
  /** See {@link OrderLimits#EVENTS}; the last ones are kept for the way to the order's end. */
  AN_ORDER_HAS_AT_MOST_10000_EVENTS
}
