package io.github.ordermill.ordering.application.reading;

import java.util.Set;

/** A part of an order's view that is read with it only if it is asked for. */
public enum OrderPart {
  /** Address, times and reasons. */
  DETAILS,
  /** The lines. Long ones are not read with the view, but by {@link GetOrderLines}. */
  LINES;

  /** All parts. */
  public static final Set<OrderPart> ALL = Set.of(values());
}
