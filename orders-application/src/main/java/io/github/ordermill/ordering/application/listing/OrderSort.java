package io.github.ordermill.ordering.application.listing;

/** What a list of orders is sorted by; orders that are equal in it are sorted by identity. */
public record OrderSort(Field field, Direction direction) {

  /** The newest orders first. */
  public static final OrderSort NEWEST_FIRST = new OrderSort(Field.PLACED_AT, Direction.DESC);

  /** A property that orders can be sorted by. */
  public enum Field {
    /** When it was placed. */
    PLACED_AT,
    /** When the last event happened to it. */
    UPDATED_AT,
    /** What the customer owes: the bare amount, whatever the currency. */
    TOTAL,
    /** The number, by its value. */
    NUMBER
  }

  /** Which end comes first. */
  public enum Direction {
    /** The smallest or oldest first. */
    ASC,
    /** The largest or newest first. */
    DESC
  }
}
