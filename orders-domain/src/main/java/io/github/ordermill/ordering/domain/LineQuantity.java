package io.github.ordermill.ordering.domain;

/**
 * So many of a line.
 *
 * @param line the line's number within the order
 * @param quantity 1 or more
 */
public record LineQuantity(int line, int quantity) {

  public LineQuantity {
    if (line < 1 || quantity < 1) {
      throw new IllegalArgumentException("lines and quantities begin at 1");
    }
  }
}
