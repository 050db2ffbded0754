package io.github.ordermill.ordering.domain;

import static io.github.ordermill.ordering.domain.OrderRule.ADDRESSES_CHANGE_ONLY_BEFORE_SHIPPING;
import static io.github.ordermill.ordering.domain.OrderRule.ALL_LINES_ARE_IN_ONE_CURRENCY;
import static io.github.ordermill.ordering.domain.OrderRule.AN_ORDER_HAS_AT_LEAST_ONE_LINE;
import static io.github.ordermill.ordering.domain.OrderRule.CANCELLED_ORDERS_DO_NOT_CHANGE;
import static io.github.ordermill.ordering.domain.OrderRule.NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_CONFIRMED_ORDERS_ARE_SHIPPED;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_LINES_NOT_YET_SHIPPED_ARE_CANCELLED;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_PLACED_ORDERS_ARE_CONFIRMED;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED;
import static io.github.ordermill.ordering.domain.OrderRule.QUANTITIES_CHANGE_ONLY_BEFORE_CONFIRMATION;
import static io.github.ordermill.ordering.domain.OrderRule.SHIPPED_ORDERS_ARE_NOT_CANCELLED;
import static io.github.ordermill.ordering.domain.OrderStatus.CANCELLED;
import static io.github.ordermill.ordering.domain.OrderStatus.CONFIRMED;
import static io.github.ordermill.ordering.domain.OrderStatus.DELIVERED;
import static io.github.ordermill.ordering.domain.OrderStatus.PARTIALLY_SHIPPED;
import static io.github.ordermill.ordering.domain.OrderStatus.PLACED;
import static io.github.ordermill.ordering.domain.OrderStatus.SHIPPED;

import io.github.ordermill.ordering.domain.OrderEvent.Line;
import io.github.ordermill.ordering.domain.OrderEvent.OrderCancelled;
import io.github.ordermill.ordering.domain.OrderEvent.OrderConfirmed;
import io.github.ordermill.ordering.domain.OrderEvent.OrderDelivered;
import io.github.ordermill.ordering.domain.OrderEvent.OrderLinesCancelled;
import io.github.ordermill.ordering.domain.OrderEvent.OrderNoteAdded;
import io.github.ordermill.ordering.domain.OrderEvent.OrderPlaced;
import io.github.ordermill.ordering.domain.OrderEvent.OrderQuantityChanged;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShipped;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShippingAddressChanged;
import io.github.ordermill.shared.domain.InvalidArgument;
import io.github.ordermill.shared.domain.RuleBroken;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An order, from the moment a customer places it until the last parcel has arrived or it is called
 * off.
 *
 * <p>A customer places an order for one or more lines, all in one currency, to be sent to one
 * address. Until the merchant confirms it, the customer may still order more or less of a line.
 * Once it is confirmed it may be shipped, in one parcel or several. Until the first has left, it
 * may go to another address, or be cancelled altogether, with a reason. What has not left the house
 * yet may be cancelled piece by piece; when nothing else is left of the order, that cancels it.
 * When nothing is left to ship it is shipped, and when every parcel has arrived it is delivered.
 * Notes may be added at any time. Nothing at all happens to a cancelled order.
 *
 * <p>Each method decides: it holds the order's {@linkplain OrderRule rules} against what is asked,
 * changes the order and returns the one event that tells of it. What is refused has changed
 * nothing. Each event raises the version by one. In which states what is allowed is said once, by
 * {@link Action}.
 */
public class Order {

  private OrderId id;
  private int version;
  private OrderNumber number;
  private CustomerId customer;
  private String reference;
  private OrderStatus status;
  private Currency currency;
  private BigDecimal total;
  private Address shippingAddress;
  private int shipments;
  private ShipmentsInTransit inTransit;
  private Instant placedAt;
  private OrderLines lines;

  /** For JPA only. */
  protected Order() {}

  /** The order as it stands once it has been placed. */
  public Order(OrderPlaced placed) {
    this.id = placed.order();
    this.version = placed.version();
    this.number = placed.number();
    this.customer = placed.customerId();
    this.reference = placed.reference();
    this.status = placed.status();
    this.currency = placed.total().currency();
    this.total = placed.total().amount();
    this.shippingAddress = placed.shippingAddress();
    this.inTransit = ShipmentsInTransit.NONE;
    this.placedAt = placed.at();
    this.lines = new OrderLines(placed.lines().stream().map(OrderLine::new).toList());
  }

  /** An operation on a placed order, with the conditions under which a rule forbids it. */
  public enum Action {
    CONFIRM(new Guard(ONLY_PLACED_ORDERS_ARE_CONFIRMED, status -> status != PLACED)),
    CANCEL(new Guard(SHIPPED_ORDERS_ARE_NOT_CANCELLED, OrderStatus::anythingShipped)),
    CANCEL_LINES(new Guard(ONLY_LINES_NOT_YET_SHIPPED_ARE_CANCELLED, OrderStatus::nothingLeft)),
    CHANGE_QUANTITY(
        new Guard(QUANTITIES_CHANGE_ONLY_BEFORE_CONFIRMATION, status -> status != PLACED)),
    CHANGE_SHIPPING_ADDRESS(
        new Guard(ADDRESSES_CHANGE_ONLY_BEFORE_SHIPPING, OrderStatus::anythingShipped)),
    SHIP(
        new Guard(ONLY_CONFIRMED_ORDERS_ARE_SHIPPED, status -> status == PLACED),
        new Guard(NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED, OrderStatus::nothingLeft)),
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

    Action(Guard... guards) {
      this.guards.add(new Guard(CANCELLED_ORDERS_DO_NOT_CHANGE, status -> status == CANCELLED));
      this.guards.addAll(List.of(guards));
    }

    /** Throws {@link RuleBroken} for the first rule that forbids the action, if any does. */
    private void refuseUnlessAllowed(OrderStatus status, boolean inTransit) {
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
    public static Set<Action> allowed(OrderStatus status, boolean inTransit) {
      var allowed = EnumSet.allOf(Action.class);
      allowed.removeIf(action -> !action.isAllowed(status, inTransit));
      return allowed;
    }
  }

  /**
   * A customer orders. The lines are numbered in the order of the items.
   *
   * @param reference the client's own, may be null
   * @throws RuleBroken if there is no item, or two currencies
   */
  public static OrderPlaced place(
      OrderId id,
      OrderNumber number,
      CustomerId customer,
      String reference,
      List<OrderItem> items,
      Address shippingAddress,
      Instant at) {
    AN_ORDER_HAS_AT_LEAST_ONE_LINE.brokenIf(items.isEmpty());
    ALL_LINES_ARE_IN_ONE_CURRENCY.brokenIf(
        items.stream().map(item -> item.price().currency()).distinct().count() > 1);

    var lines = new ArrayList<Line>(items.size());
    for (var item : items) {
      lines.add(
          new Line(lines.size() + 1, item.product(), item.name(), item.quantity(), item.price()));
    }
    return new OrderPlaced(id, 1, number, customer, reference, lines, shippingAddress, at);
  }

  /**
   * The merchant accepts the order.
   *
   * @throws RuleBroken if it has been confirmed before, or is cancelled
   */
  public OrderConfirmed confirm(Instant at) {
    refuseUnlessAllowed(Action.CONFIRM);

    status = CONFIRMED;
    return new OrderConfirmed(id, ++version, at);
  }

  /**
   * Calls the order off.
   *
   * @throws RuleBroken if it is cancelled already, or anything has been shipped
   */
  public OrderCancelled cancel(String reason, Instant at) {
    refuseUnlessAllowed(Action.CANCEL);

    replace(lines.cancel());
    status = CANCELLED;
    return new OrderCancelled(id, ++version, reason, at);
  }

  /**
   * Calls some pieces of some lines off.
   *
   * @param parts how many of which lines; each line once
   * @return that all of the order is off if nothing else is left of it
   * @throws RuleBroken if the order is cancelled already, or they have been shipped
   * @throws InvalidArgument if there is no such line, or fewer pieces than that
   */
  public OrderEvent cancelLines(List<LineQuantity> parts, String reason, Instant at) {
    refuseUnlessAllowed(Action.CANCEL_LINES);
    var rest = lines.cancel(parts);
    if (rest.units() == 0) {
      return cancel(reason, at);
    }

    replace(rest);
    if (status == PARTIALLY_SHIPPED) {
      status = onceShipped();
    }
    return new OrderLinesCancelled(
        id, ++version, parts, reason, total(), lines.units(), status, at);
  }

  /**
   * The customer wants more or less of a line.
   *
   * @param quantity how many are ordered from now on, those cancelled included
   * @throws RuleBroken if the order has been confirmed, or is cancelled
   * @throws InvalidArgument if there is no such line, it is cancelled, no more are ordered than
   *     were cancelled, or the order comes to {@link Money#LIMIT} or more
   */
  public OrderQuantityChanged changeQuantity(int line, int quantity, Instant at) {
    refuseUnlessAllowed(Action.CHANGE_QUANTITY);
    var changed = lines.order(line, quantity);
    if (changed.total().compareTo(Money.LIMIT) >= 0) {
      throw new InvalidArgument(
          "quantity", "must keep the order's total below " + Money.LIMIT.toPlainString());
    }

    replace(changed);
    return new OrderQuantityChanged(id, ++version, line, quantity, total(), lines.units(), at);
  }

  /**
   * Sends the order elsewhere.
   *
   * @throws RuleBroken if anything has been shipped, or it is cancelled
   */
  public OrderShippingAddressChanged changeShippingAddress(Address address, Instant at) {
    refuseUnlessAllowed(Action.CHANGE_SHIPPING_ADDRESS);

    shippingAddress = Objects.requireNonNull(address, "address");
    return new OrderShippingAddressChanged(id, ++version, address, status, at);
  }

  /**
   * Sends what is left, or some of it, in one parcel.
   *
   * @param parts how many of which lines, each line once; null for everything that is left
   * @throws RuleBroken if the order is not confirmed, or less is left to send
   * @throws InvalidArgument if there is no such line
   */
  public OrderShipped ship(
      String carrier, String trackingNumber, List<LineQuantity> parts, Instant at) {
    refuseUnlessAllowed(Action.SHIP);
    var content = parts == null ? lines.left() : parts;

    replace(lines.ship(content));
    inTransit = inTransit.and(++shipments);
    status = onceShipped();
    return new OrderShipped(id, ++version, shipments, carrier, trackingNumber, content, status, at);
  }

  /**
   * A parcel has arrived, or all that are under way.
   *
   * @param shipment its number, null for all
   * @throws RuleBroken if none, or not that one, is under way
   */
  public OrderDelivered recordDelivery(Integer shipment, Instant at) {
    refuseUnlessAllowed(Action.DELIVER);
    var arrived = shipment == null ? inTransit.numbers() : List.of(shipment);
    ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED.brokenIf(!inTransit.numbers().containsAll(arrived));

    inTransit = inTransit.without(arrived);
    if (status == SHIPPED && !inTransit.any()) {
      status = DELIVERED;
    }
    return new OrderDelivered(id, ++version, arrived, status, at);
  }

  /**
   * Writes something down about the order.
   *
   * @throws RuleBroken if it is cancelled
   */
  public OrderNoteAdded addNote(String text, Instant at) {
    refuseUnlessAllowed(Action.ADD_NOTE);

    return new OrderNoteAdded(id, ++version, text, status, at);
  }

  /** Who it is. */
  public OrderId id() {
    return id;
  }

  /** How many events have happened to it. */
  public int version() {
    return version;
  }

  /** Where it stands. */
  public OrderStatus status() {
    return status;
  }

  /** What the customer owes: the sum of the lines that are not cancelled. */
  public Money total() {
    return new Money(total, currency);
  }

  /** Where it goes. */
  public Address shippingAddress() {
    return shippingAddress;
  }

  /** Its lines by number. */
  public List<OrderLine> lines() {
    return lines.lines();
  }

  /** What may be done with it now. */
  public Set<Action> allowedActions() {
    return Action.allowed(status, inTransit.any());
  }

  private void refuseUnlessAllowed(Action action) {
    action.refuseUnlessAllowed(status, inTransit.any());
  }

  /** Where the order stands after something has been shipped at some time. */
  private OrderStatus onceShipped() {
    if (!lines.left().isEmpty()) {
      return PARTIALLY_SHIPPED;
    }
    return inTransit.any() ? SHIPPED : DELIVERED;
  }

  private void replace(OrderLines changed) {
    lines = changed;
    total = changed.total();
  }
}
