package io.github.ordermill.ordering.domain;

import java.util.Objects;

/**
 * What a customer wants of one product.
 *
 * @param name the product's name, null if it is not known
 * @param quantity 1 or more
 * @param price of one piece
 */
public record OrderItem(ProductId product, String name, int quantity, Money price) {

  public OrderItem {
    Objects.requireNonNull(product, "product");
    Objects.requireNonNull(price, "price");
    if (quantity < 1) {
      throw new IllegalArgumentException("quantities begin at 1");
    }
  }
}
