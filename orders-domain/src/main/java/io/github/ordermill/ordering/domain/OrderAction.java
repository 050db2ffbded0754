package io.github.ordermill.ordering.domain;

/** What may be done with an order. */
public enum OrderAction {
  CANCEL,
  SHIP
}
