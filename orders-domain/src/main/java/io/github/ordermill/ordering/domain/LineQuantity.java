package io.github.ordermill.ordering.domain;

/**
 * A number of units of one order line.
 *
 * @param line number of the line within the order, 1 or more
 * @param quantity number of units, 1 or more
 */
public record LineQuantity(int line, int quantity) {

  public LineQuantity {
    if (line < 1 || quantity < 1) {
      throw new IllegalArgumentException("line and quantity must be 1 or more");
    }
  }
}
