package io.github.ordermill.ordering.domain;

import static io.github.ordermill.ordering.domain.OrderRule.ALL_LINES_ARE_IN_ONE_CURRENCY;
import static io.github.ordermill.ordering.domain.OrderRule.AN_ORDER_HAS_AT_LEAST_ONE_LINE;
import static io.github.ordermill.ordering.domain.OrderRule.AN_ORDER_HAS_AT_MOST_10000_EVENTS;
import static io.github.ordermill.ordering.domain.OrderRule.AN_ORDER_HAS_AT_MOST_1000_SHIPMENTS;
import static io.github.ordermill.ordering.domain.OrderRule.NOTES_OF_AN_ORDER_HAVE_AT_MOST_5000000_CHARACTERS_IN_TOTAL;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED;
import static io.github.ordermill.ordering.domain.OrderStatus.CANCELLED;
import static io.github.ordermill.ordering.domain.OrderStatus.CONFIRMED;
import static io.github.ordermill.ordering.domain.OrderStatus.DELIVERED;
import static io.github.ordermill.ordering.domain.OrderStatus.PARTIALLY_SHIPPED;
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
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * An order, from its placement until its delivery or cancellation.
 *
 * <p>A customer places an order for one or more lines, all in one currency, with one shipping
 * address. Until the merchant confirms it, the quantity of a line may be changed. A confirmed order
 * is shipped, in one shipment or several. Until the first shipment, the shipping address may be
 * changed and the order may be cancelled as a whole, with a reason. Units that have not been
 * shipped may be cancelled line by line; cancelling the last units of an order cancels the order.
 * An order is shipped when no units are left to ship, and delivered when, in addition, every
 * shipment has been delivered. Notes may be added in every state except cancelled: a cancelled
 * order does not change any more.
 *
 * <p>Each method decides: it checks the order's {@linkplain OrderRule rules}, changes the order and
 * returns the one event that records the change. A refused call changes nothing. Each event
 * increases the version by one. {@link OrderAction} defines once which actions each state allows.
 * {@link OrderLimits} bound what one order may hold.
 *
 * <p>A value that no rule and no later event uses need not be a field: readers get it from the
 * event through the views.
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
  private int notes;
  private int noteCharacters;
  private ShipmentsInTransit inTransit;
  private Instant placedAt;
  private OrderLines lines;

  /** For JPA only. */
  protected Order() {}

  /** A new order, in the state after {@code placed}. */
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

  /**
   * Places an order. The lines are numbered in the order of the items.
   *
   * @param reference the client's own reference, may be null
   * @throws RuleBroken if there are no items, or they are in more than one currency
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
      lines.add(item.toLine(lines.size() + 1));
    }
    return new OrderPlaced(id, 1, number, customer, reference, lines, shippingAddress, at);
  }

  /**
   * Confirms the order on behalf of the merchant.
   *
   * @throws RuleBroken if the order has been confirmed before, or is cancelled
   */
  public OrderConfirmed confirm(Instant at) {
    refuseUnlessAllowed(OrderAction.CONFIRM);

    status = CONFIRMED;
    return new OrderConfirmed(id, ++version, at);
  }

  /**
   * Cancels the order with all its lines.
   *
   * @throws RuleBroken if the order is cancelled already, or any unit has been shipped
   */
  public OrderCancelled cancel(String reason, Instant at) {
    refuseUnlessAllowed(OrderAction.CANCEL);

    replace(lines.cancel());
    status = CANCELLED;
    return new OrderCancelled(id, ++version, reason, at);
  }

  /**
   * Cancels some units of some lines.
   *
   * @param parts the units to cancel; each line once
   * @return {@link OrderCancelled} if no other units are left, else {@link OrderLinesCancelled}
   * @throws RuleBroken if the order is cancelled already, or the units have been shipped
   * @throws InvalidArgument if there is no such line, it is cancelled, or it has fewer units
   */
  public OrderEvent cancelLines(List<LineQuantity> parts, String reason, Instant at) {
    refuseUnlessAllowed(OrderAction.CANCEL_LINES);
    var remaining = lines.cancel(parts);
    if (remaining.units() == 0) {
      return cancel(reason, at);
    }

    var after = status == PARTIALLY_SHIPPED ? shippingStatus(remaining, inTransit) : status;
    refuseBeyondMaximumOfEvents(after);

    replace(remaining);
    status = after;
    return new OrderLinesCancelled(
        id, ++version, parts, reason, total(), lines.units(), status, at);
  }

  /**
   * Changes the quantity of a line.
   *
   * @param quantity new number of units ordered, cancelled ones included
   * @throws RuleBroken if the order has been confirmed, or is cancelled
   * @throws InvalidArgument if there is no such line, it is cancelled, {@code quantity} is not more
   *     than the units cancelled, or the order's total would reach {@link Money#LIMIT}
   */
  public OrderQuantityChanged changeQuantity(int line, int quantity, Instant at) {
    refuseUnlessAllowed(OrderAction.CHANGE_QUANTITY);
    var changed = lines.changeQuantity(line, quantity);
    if (changed.total().compareTo(Money.LIMIT) >= 0) {
      throw new InvalidArgument(
          "quantity", "must keep the order's total below " + Money.LIMIT.toPlainString());
    }

    replace(changed);
    return new OrderQuantityChanged(id, ++version, line, quantity, total(), lines.units(), at);
  }

  /**
   * Changes the shipping address.
   *
   * @throws RuleBroken if any unit has been shipped, or the order is cancelled
   */
  public OrderShippingAddressChanged changeShippingAddress(Address address, Instant at) {
    refuseUnlessAllowed(OrderAction.CHANGE_SHIPPING_ADDRESS);

    shippingAddress = Objects.requireNonNull(address, "address");
    return new OrderShippingAddressChanged(id, ++version, address, status, at);
  }

  /**
   * Ships all units that are left to ship, or some of them, in one shipment.
   *
   * @param parts the units to ship, each line once; null for all that are left to ship
   * @throws RuleBroken if the order is not confirmed, fewer units are left to ship, or it would
   *     take too many shipments
   * @throws InvalidArgument if there is no such line
   */
  public OrderShipped ship(
      String carrier, String trackingNumber, List<LineQuantity> parts, Instant at) {
    refuseUnlessAllowed(OrderAction.SHIP);
    var content = parts == null ? lines.unshipped() : parts;
    var shipped = lines.ship(content);
    var moreInTransit = inTransit.plus(shipments + 1);
    var after = shippingStatus(shipped, moreInTransit);
    AN_ORDER_HAS_AT_MOST_1000_SHIPMENTS.brokenIf(
        after == PARTIALLY_SHIPPED && shipments + 1 >= OrderLimits.SHIPMENTS);
    refuseBeyondMaximumOfEvents(after);

    replace(shipped);
    inTransit = moreInTransit;
    shipments++;
    status = after;
    return new OrderShipped(id, ++version, shipments, carrier, trackingNumber, content, status, at);
  }

  /**
   * Records the delivery of one shipment, or of all in transit.
   *
   * @param shipment number of the shipment, null for all in transit
   * @throws RuleBroken if no shipment is in transit, or not the given one
   */
  public OrderDelivered recordDelivery(Integer shipment, Instant at) {
    refuseUnlessAllowed(OrderAction.DELIVER);
    var delivered = shipment == null ? inTransit.numbers() : List.of(shipment);
    ONLY_SHIPMENTS_UNDER_WAY_ARE_DELIVERED.brokenIf(!inTransit.numbers().containsAll(delivered));
    var remaining = inTransit.minus(delivered);
    var after = status == SHIPPED && !remaining.any() ? DELIVERED : status;
    refuseBeyondMaximumOfEvents(after);

    inTransit = remaining;
    status = after;
    return new OrderDelivered(id, ++version, delivered, status, at);
  }

  /**
   * Adds a note.
   *
   * @throws RuleBroken if the order is cancelled, or has too many notes, or too long ones
   */
  public OrderNoteAdded addNote(String text, Instant at) {
    refuseUnlessAllowed(OrderAction.ADD_NOTE);
    int characters = noteCharacters + text.codePointCount(0, text.length());
    NOTES_OF_AN_ORDER_HAVE_AT_MOST_5000000_CHARACTERS_IN_TOTAL.brokenIf(
        characters > OrderLimits.NOTE_CHARACTERS);

    notes++;
    noteCharacters = characters;
    return new OrderNoteAdded(id, ++version, text, status, at);
  }

  public OrderId id() {
    return id;
  }

  /** Number of events of the order. */
  public int version() {
    return version;
  }

  public OrderStatus status() {
    return status;
  }

  /** Sum of the units that are not cancelled. */
  public Money total() {
    return new Money(total, currency);
  }

  public Address shippingAddress() {
    return shippingAddress;
  }

  public List<OrderLine> lines() {
    return lines.lines();
  }

  public Set<OrderAction> allowedActions() {
    return OrderAction.allowed(state());
  }

  private void refuseUnlessAllowed(OrderAction action) {
    action.refuseUnlessAllowed(state());
  }

  private void refuseBeyondMaximumOfEvents(OrderStatus after) {
    AN_ORDER_HAS_AT_MOST_10000_EVENTS.brokenIf(state().hasNoEventFor(after));
  }

  private OrderState state() {
    return new OrderState(status, inTransit.any(), version, notes, noteCharacters);
  }

  /** Status of an order of which at least one unit has been shipped. */
  private static OrderStatus shippingStatus(OrderLines lines, ShipmentsInTransit inTransit) {
    if (!lines.unshipped().isEmpty()) {
      return PARTIALLY_SHIPPED;
    }
    return inTransit.any() ? SHIPPED : DELIVERED;
  }

  private void replace(OrderLines changed) {
    lines = changed;
    total = changed.total();
  }
}
