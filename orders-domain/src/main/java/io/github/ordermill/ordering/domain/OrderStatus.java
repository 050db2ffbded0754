package io.github.ordermill.ordering.domain;

import static io.github.ordermill.ordering.domain.OrderAction.CANCEL;
import static io.github.ordermill.ordering.domain.OrderAction.SHIP;

import java.util.Set;
import java.util.TreeSet;

/** Where an order stands in its life. */
public enum OrderStatus {
  PLACED(CANCEL, SHIP),
  SHIPPED,
  CANCELLED;

  private final Set<OrderAction> allowedActions;

  OrderStatus(OrderAction... allowedActions) {
    this.allowedActions =
        java.util.Collections.unmodifiableSet(new TreeSet<>(Set.of(allowedActions)));
  }

  /** What may be done with an order that stands here, in the order of {@link OrderAction}. */
  public Set<OrderAction> allowedActions() {
    return allowedActions;
  }
}
