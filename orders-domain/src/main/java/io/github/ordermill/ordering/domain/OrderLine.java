package io.github.ordermill.ordering.domain;

import static io.github.ordermill.ordering.domain.OrderRule.NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_LINES_NOT_YET_SHIPPED_ARE_CANCELLED;

import io.github.ordermill.shared.domain.InvalidArgument;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * A line of an order as it stands.
 *
 * @param number 1, 2, 3 … within the order
 * @param quantity how many are ordered, those cancelled included
 * @param shipped how many have left
 * @param cancelled how many were called off
 * @param price of one piece, in the order's currency
 */
public record OrderLine(
    int number, ProductId product, int quantity, int shipped, int cancelled, BigDecimal price) {

  public OrderLine {
    Objects.requireNonNull(product, "product");
    Objects.requireNonNull(price, "price");
    if (shipped < 0 || cancelled < 0 || shipped > quantity - cancelled) {
      throw new IllegalArgumentException("more shipped or cancelled than ordered");
    }
  }

  OrderLine(OrderEvent.Line line) {
    this(line.number(), line.productId(), line.quantity(), 0, 0, line.price().amount());
  }

  /** How many the customer gets and pays. */
  int owed() {
    return quantity - cancelled;
  }

  /** How many are yet to be shipped. */
  int left() {
    return quantity - cancelled - shipped;
  }

  /** What the customer owes for it. */
  BigDecimal total() {
    return price.multiply(BigDecimal.valueOf(owed()));
  }

  /** The line once so many more have left. */
  OrderLine ship(int more) {
    NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED.brokenIf(more > left());
    return new OrderLine(number, product, quantity, shipped + more, cancelled, price);
  }

  /**
   * The line once so many more are off.
   *
   * @param where what the paths of the two numbers begin with
   */
  OrderLine cancel(int more, String where) {
    refuseIfCancelled(where);
    if (more > owed()) {
      throw new InvalidArgument(where + "quantity", "must be " + owed() + " or less");
    }
    ONLY_LINES_NOT_YET_SHIPPED_ARE_CANCELLED.brokenIf(more > left());
    return new OrderLine(number, product, quantity, shipped, cancelled + more, price);
  }

  /** The line once it is off altogether. */
  OrderLine cancel() {
    return new OrderLine(number, product, quantity, shipped, quantity, price);
  }

  /** The line once so many are ordered, those cancelled included. */
  OrderLine order(int newQuantity) {
    refuseIfCancelled("");
    if (newQuantity <= cancelled) {
      throw new InvalidArgument(
          "quantity", "must be more than " + cancelled + ", since so many are cancelled");
    }
    return new OrderLine(number, product, newQuantity, shipped, cancelled, price);
  }

  private void refuseIfCancelled(String where) {
    if (owed() == 0) {
      throw new InvalidArgument(where + "line", "must be a line that is not cancelled");
    }
  }
}
