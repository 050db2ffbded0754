package io.github.ordermill.ordering.domain;

import static io.github.ordermill.ordering.domain.OrderRule.ALL_LINES_ARE_IN_ONE_CURRENCY;
import static io.github.ordermill.ordering.domain.OrderRule.AN_ORDER_HAS_AT_LEAST_ONE_LINE;
import static io.github.ordermill.ordering.domain.OrderRule.CANCELLED_ORDERS_DO_NOT_CHANGE;
import static io.github.ordermill.ordering.domain.OrderRule.NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED;
import static io.github.ordermill.ordering.domain.OrderRule.SHIPPED_ORDERS_ARE_NOT_CANCELLED;

import io.github.ordermill.ordering.domain.OrderEvent.Line;
import io.github.ordermill.ordering.domain.OrderEvent.OrderCancelled;
import io.github.ordermill.ordering.domain.OrderEvent.OrderPlaced;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShipped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * An order, from the moment a customer places it until the last parcel has left or it is called
 * off.
 *
 * <p>A customer places an order for one or more lines, all in one currency, to be sent to one
 * address. As long as nothing has left the house it can be cancelled, with a reason; then nothing
 * more happens to it. Once it has been shipped it can no longer be cancelled.
 *
 * <p>Each method decides: it holds the order's {@linkplain OrderRule rules} against what is asked,
 * changes the order and returns the one event that tells of it. What is refused has changed
 * nothing. Each event raises the version by one.
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
  private Instant placedAt;
  private List<OrderLine> lines;

  /** For JPA only. */
  protected Order() {}

  /** The order as it stands once it has been placed. */
  public Order(OrderPlaced placed) {
    this.id = placed.order();
    this.version = placed.version();
    this.number = placed.number();
    this.customer = placed.customer();
    this.reference = placed.reference();
    this.status = OrderStatus.PLACED;
    this.currency = placed.total().currency();
    this.total = placed.total().amount();
    this.shippingAddress = placed.shippingAddress();
    this.placedAt = placed.at();
    this.lines = new ArrayList<>(placed.lines().stream().map(OrderLine::new).toList());
  }

  /**
   * A customer orders. The lines are numbered in the order of the items.
   *
   * @param reference the client's own, may be null
   * @throws io.github.ordermill.shared.domain.RuleBroken if there is no item, or two currencies
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
   * Sends everything that is left in one parcel.
   *
   * @throws io.github.ordermill.shared.domain.RuleBroken if the order is cancelled, or nothing is
   *     left to send
   */
  public OrderShipped ship(String carrier, String trackingNumber, Instant at) {
    CANCELLED_ORDERS_DO_NOT_CHANGE.brokenIf(status == OrderStatus.CANCELLED);
    NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED.brokenIf(anythingShipped());

    status = OrderStatus.SHIPPED;
    var content = lines.stream().map(line -> new LineQuantity(line.number(), line.quantity()));
    return new OrderShipped(
        id, ++version, ++shipments, carrier, trackingNumber, content.toList(), at);
  }

  /**
   * Calls the order off.
   *
   * @throws io.github.ordermill.shared.domain.RuleBroken if it is cancelled already, or anything
   *     has been shipped
   */
  public OrderCancelled cancel(String reason, Instant at) {
    CANCELLED_ORDERS_DO_NOT_CHANGE.brokenIf(status == OrderStatus.CANCELLED);
    SHIPPED_ORDERS_ARE_NOT_CANCELLED.brokenIf(anythingShipped());

    status = OrderStatus.CANCELLED;
    total = Money.zero(currency).amount();
    return new OrderCancelled(id, ++version, reason, at);
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

  private boolean anythingShipped() {
    return shipments > 0;
  }
}
