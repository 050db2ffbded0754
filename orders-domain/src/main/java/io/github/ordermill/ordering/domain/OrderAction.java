package io.github.ordermill.ordering.domain;

import static io.github.ordermill.ordering.domain.OrderRule.ADDRESSES_CHANGE_ONLY_BEFORE_SHIPPING;
import static io.github.ordermill.ordering.domain.OrderRule.AN_ORDER_HAS_AT_MOST_10000_EVENTS;
import static io.github.ordermill.ordering.domain.OrderRule.AN_ORDER_HAS_AT_MOST_1000_NOTES;
import static io.github.ordermill.ordering.domain.OrderRule.CANCELLED_ORDERS_DO_NOT_CHANGE;
import static io.github.ordermill.ordering.domain.OrderRule.NOTES_OF_AN_ORDER_HAVE_AT_MOST_5000000_CHARACTERS_IN_TOTAL;
import static io.github.ordermill.ordering.domain.OrderRule.NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_CONFIRMED_ORDERS_ARE_SHIPPED;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_LINES_NOT_YET_SHIPPED_ARE_CANCELLED;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_PLACED_ORDERS_ARE_CONFIRMED;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED;
import static io.github.ordermill.ordering.domain.OrderRule.QUANTITIES_CHANGE_ONLY_BEFORE_CONFIRMATION;
import static io.github.ordermill.ordering.domain.OrderRule.SHIPPED_ORDERS_ARE_NOT_CANCELLED;
import static io.github.ordermill.ordering.domain.OrderStatus.CANCELLED;
import static io.github.ordermill.ordering.domain.OrderStatus.PLACED;
import static io.github.ordermill.ordering.domain.OrderStatus.SHIPPED;

import io.github.ordermill.shared.domain.RuleBroken;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** An operation on a placed order, with the conditions under which a rule forbids it. */
public enum OrderAction {
  CONFIRM(Guard.onStatus(ONLY_PLACED_ORDERS_ARE_CONFIRMED, status -> status != PLACED)),
  CANCEL(Guard.onStatus(SHIPPED_ORDERS_ARE_NOT_CANCELLED, OrderStatus::anythingShipped)),
  CANCEL_LINES(Guard.onStatus(ONLY_LINES_NOT_YET_SHIPPED_ARE_CANCELLED, OrderStatus::fullyShipped)),
  CHANGE_QUANTITY(
      Guard.onStatus(QUANTITIES_CHANGE_ONLY_BEFORE_CONFIRMATION, status -> status != PLACED),
      Guard.NO_EVENT_LEFT),
  CHANGE_SHIPPING_ADDRESS(
      Guard.onStatus(ADDRESSES_CHANGE_ONLY_BEFORE_SHIPPING, OrderStatus::anythingShipped),
      Guard.NO_EVENT_LEFT),
  SHIP(
      Guard.onStatus(ONLY_CONFIRMED_ORDERS_ARE_SHIPPED, status -> status == PLACED),
      Guard.onStatus(NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED, OrderStatus::fullyShipped)),
  DELIVER(
      Guard.on(ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED, state -> !state.inTransit()),
      Guard.on(
          AN_ORDER_HAS_AT_MOST_10000_EVENTS,
          state -> state.status() != SHIPPED && state.hasNoEventFor(state.status()))),
  ADD_NOTE(
      Guard.on(AN_ORDER_HAS_AT_MOST_1000_NOTES, state -> state.notes() >= OrderLimits.NOTES),
      Guard.on(
          NOTES_OF_AN_ORDER_HAVE_AT_MOST_5000000_CHARACTERS_IN_TOTAL,
          state -> state.noteCharacters() >= OrderLimits.NOTE_CHARACTERS),
      Guard.NO_EVENT_LEFT);

  private record Guard(OrderRule rule, Predicate<OrderState> broken) {

    /** For actions that do not change the status. */
    static final Guard NO_EVENT_LEFT =
        new Guard(AN_ORDER_HAS_AT_MOST_10000_EVENTS, state -> state.hasNoEventFor(state.status()));

    static Guard on(OrderRule rule, Predicate<OrderState> broken) {
      return new Guard(rule, broken);
    }

    static Guard onStatus(OrderRule rule, Predicate<OrderStatus> broken) {
      return new Guard(rule, state -> broken.test(state.status()));
    }
  }

  private final List<Guard> guards = new ArrayList<>();

  OrderAction(Guard... guards) {
    this.guards.add(Guard.onStatus(CANCELLED_ORDERS_DO_NOT_CHANGE, status -> status == CANCELLED));
    this.guards.addAll(List.of(guards));
  }

  /** Throws {@link RuleBroken} for the first rule that forbids the action, if any does. */
  void refuseUnlessAllowed(OrderState state) {
    for (var guard : guards) {
      guard.rule.brokenIf(guard.broken.test(state));
    }
  }

  private boolean isAllowed(OrderState state) {
    return guards.stream().noneMatch(guard -> guard.broken.test(state));
  }

  /** The actions that no rule forbids for an order in the given state. */
  public static Set<OrderAction> allowed(OrderState state) {
    var allowed = EnumSet.allOf(OrderAction.class);
    allowed.removeIf(action -> !action.isAllowed(state));
    return allowed;
  }
}
