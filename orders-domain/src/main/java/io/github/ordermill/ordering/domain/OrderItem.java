package io.github.ordermill.ordering.domain;

import java.util.Objects;

/**
 * One product in the order that a customer places; it becomes one order line.
 *
 * @param name the product's name, null if the client gave none
 * @param quantity number of units, 1 or more
 * @param price unit price
 */
public record OrderItem(ProductId product, String name, int quantity, Money price) {

  public OrderItem {
    Objects.requireNonNull(product, "product");
    Objects.requireNonNull(price, "price");
    if (quantity < 1) {
      throw new IllegalArgumentException("quantity must be 1 or more");
    }
  }

  /** The order line with that number, as it is placed. */
  OrderEvent.Line toLine(int number) {
    return new OrderEvent.Line(number, product, name, quantity, price);
  }
}
