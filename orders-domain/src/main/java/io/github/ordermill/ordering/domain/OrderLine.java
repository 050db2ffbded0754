package io.github.ordermill.ordering.domain;

import java.math.BigDecimal;
import java.util.Objects;

/** A line of an order as it stands. A value: it is replaced, never changed. */
public class OrderLine {

  private int number;
  private ProductId product;
  private int quantity;
  private BigDecimal price;

  /** For JPA only. */
  protected OrderLine() {}

  OrderLine(OrderEvent.Line line) {
    this.number = line.number();
    this.product = line.product();
    this.quantity = line.quantity();
    this.price = line.price().amount();
  }

  int number() {
    return number;
  }

  int quantity() {
    return quantity;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OrderLine that
        && number == that.number
        && quantity == that.quantity
        && product.equals(that.product)
        && price.equals(that.price);
  }

  @Override
  public int hashCode() {
    return Objects.hash(number, product, quantity);
  }
}
