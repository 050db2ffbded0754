package io.github.ordermill.ordering.domain;

import static io.github.ordermill.ordering.domain.OrderRule.NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED;
import static io.github.ordermill.ordering.domain.OrderRule.ONLY_LINES_NOT_YET_SHIPPED_ARE_CANCELLED;

import io.github.ordermill.shared.domain.InvalidArgument;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * The current state of one order line: what rules and later events need of it. Immutable.
 *
 * @param number 1, 2, 3 … within the order
 * @param quantity number of units ordered, cancelled ones included
 * @param shipped number of units shipped
 * @param cancelled number of units cancelled
 * @param price unit price, in the order's currency
 */
public record OrderLine(int number, int quantity, int shipped, int cancelled, BigDecimal price) {

  public OrderLine {
    Objects.requireNonNull(price, "price");
    if (shipped < 0 || cancelled < 0 || shipped > quantity - cancelled) {
      throw new IllegalArgumentException("more shipped or cancelled than ordered");
    }
  }

  OrderLine(OrderEvent.Line line) {
    this(line.number(), line.quantity(), 0, 0, line.price().amount());
  }

  /** Number of units that are not cancelled: those that the customer gets and pays for. */
  int activeQuantity() {
    return quantity - cancelled;
  }

  /** Number of units that are neither cancelled nor shipped. */
  int unshippedQuantity() {
    return quantity - cancelled - shipped;
  }

  /** Amount owed for the units that are not cancelled, in the order's currency. */
  BigDecimal total() {
    return price.multiply(BigDecimal.valueOf(activeQuantity()));
  }

  /**
   * The line after {@code units} more units have been shipped.
   *
   * @throws io.github.ordermill.shared.domain.RuleBroken if fewer are left to ship
   */
  OrderLine ship(int units) {
    NO_MORE_IS_SHIPPED_THAN_WAS_ORDERED.brokenIf(units > unshippedQuantity());
    return new OrderLine(number, quantity, shipped + units, cancelled, price);
  }

  /**
   * The line after {@code units} more units have been cancelled.
   *
   * @param path prefix of the paths of the arguments {@code line} and {@code quantity}
   * @throws InvalidArgument if the line is cancelled, or has fewer units that are not cancelled
   * @throws io.github.ordermill.shared.domain.RuleBroken if fewer units are left to ship
   */
  OrderLine cancel(int units, String path) {
    refuseIfCancelled(path);
    if (units > activeQuantity()) {
      throw new InvalidArgument(path + "quantity", "must be " + activeQuantity() + " or less");
    }
    ONLY_LINES_NOT_YET_SHIPPED_ARE_CANCELLED.brokenIf(units > unshippedQuantity());
    return new OrderLine(number, quantity, shipped, cancelled + units, price);
  }

  /** The line after all its units have been cancelled. */
  OrderLine cancel() {
    return new OrderLine(number, quantity, shipped, quantity, price);
  }

  /**
   * The line with another number of units ordered.
   *
   * @param newQuantity cancelled units included
   * @throws InvalidArgument if the line is cancelled, or no unit would be left that is not
   */
  OrderLine changeQuantity(int newQuantity) {
    refuseIfCancelled("");
    if (newQuantity <= cancelled) {
      throw new InvalidArgument(
          "quantity", "must be more than " + cancelled + ", since so many are cancelled");
    }
    return new OrderLine(number, newQuantity, shipped, cancelled, price);
  }

  private void refuseIfCancelled(String path) {
    if (activeQuantity() == 0) {
      throw new InvalidArgument(path + "line", "must be a line that is not cancelled");
    }
  }
}
