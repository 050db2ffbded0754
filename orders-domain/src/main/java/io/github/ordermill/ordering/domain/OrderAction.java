package io.github.ordermill.ordering.domain;

import static io.github.ordermill.ordering.domain.OrderRule.ADDRESSES_CHANGE_ONLY_BEFORE_SHIPPING;
import static io.github.ordermill.ordering.domain.OrderRule.CANCELLED_ORDERS_DO_NOT_CHANGE;
import static io.github.ordermill.ordering.domain.OrderRule.NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_CONFIRMED_ORDERS_ARE_SHIPPED;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_LINES_NOT_YET_SHIPPED_ARE_CANCELLED;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_PLACED_ORDERS_ARE_CONFIRMED;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED;
import static io.github.ordermill.ordering.domain.OrderRule.QUANTITIES_CHANGE_ONLY_BEFORE_CONFIRMATION;
import static io.github.ordermill.ordering.domain.OrderRule.SHIPPED_ORDERS_ARE_NOT_CANCELLED;
import static io.github.ordermill.ordering.domain.OrderStatus.CANCELLED;
import static io.github.ordermill.ordering.domain.OrderStatus.PLACED;

import io.github.ordermill.shared.domain.RuleBroken;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** An operation on a placed order, with the conditions under which a rule forbids it. */
public enum OrderAction {
  CONFIRM(new Guard(ONLY_PLACED_ORDERS_ARE_CONFIRMED, status -> status != PLACED)),
  CANCEL(new Guard(SHIPPED_ORDERS_ARE_NOT_CANCELLED, OrderStatus::anythingShipped)),
  CANCEL_LINES(new Guard(ONLY_LINES_NOT_YET_SHIPPED_ARE_CANCELLED, OrderStatus::fullyShipped)),
  CHANGE_QUANTITY(
      new Guard(QUANTITIES_CHANGE_ONLY_BEFORE_CONFIRMATION, status -> status != PLACED)),
  CHANGE_SHIPPING_ADDRESS(
      new Guard(ADDRESSES_CHANGE_ONLY_BEFORE_SHIPPING, OrderStatus::anythingShipped)),
  SHIP(
      new Guard(ONLY_CONFIRMED_ORDERS_ARE_SHIPPED, status -> status == PLACED),
      new Guard(NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED, OrderStatus::fullyShipped)),
  DELIVER(new Guard(ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED, (status, inTransit) -> !inTransit)),
  ADD_NOTE;

  private interface Condition {
    boolean holds(OrderStatus status, boolean inTransit);
  }

  private record Guard(OrderRule rule, Condition broken) {

    Guard(OrderRule rule, Predicate<OrderStatus> broken) {
      this(rule, (status, inTransit) -> broken.test(status));
    }
  }

  private final List<Guard> guards = new ArrayList<>();

  OrderAction(Guard... guards) {
    this.guards.add(new Guard(CANCELLED_ORDERS_DO_NOT_CHANGE, status -> status == CANCELLED));
    this.guards.addAll(List.of(guards));
  }

  /** Throws {@link RuleBroken} for the first rule that forbids the action, if any does. */
  void refuseUnlessAllowed(OrderStatus status, boolean inTransit) {
    for (var guard : guards) {
      guard.rule.brokenIf(guard.broken.holds(status, inTransit));
    }
  }

  private boolean isAllowed(OrderStatus status, boolean inTransit) {
    return guards.stream().noneMatch(guard -> guard.broken.holds(status, inTransit));
  }

  /**
   * The actions that no rule forbids for an order in the given state.
   *
   * @param inTransit whether any shipment is in transit
   */
  public static Set<OrderAction> allowed(OrderStatus status, boolean inTransit) {
    var allowed = EnumSet.allOf(OrderAction.class);
    allowed.removeIf(action -> !action.isAllowed(status, inTransit));
    return allowed;
  }
}
