package io.github.ordermill.ordering.application.listing;

import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What a list of orders is sorted by; orders that are equal in it are sorted by identity. */
@Description(
    "By what a list of orders is sorted. Orders that are equal in it always come in the same order.")
public record OrderSort(
    @Description("By which property") @DefaultValue("PLACED_AT") Field field,
    @Description("Which end first") @DefaultValue("DESC") Direction direction) {

  /** The newest orders first. */
  public static final OrderSort NEWEST_FIRST = new OrderSort(Field.PLACED_AT, Direction.DESC);

  /** A property that orders can be sorted by. */
  @Description("What a list of orders can be sorted by.")
  @Enum("OrderSortField")
  public enum Field {
    /** When it was placed. */
    @Description("When the order was placed")
    PLACED_AT,
    /** When the last event happened to it. */
    @Description("When the last event happened to it")
    UPDATED_AT,
    /** What the customer owes: the bare amount, whatever the currency. */
    @Description("What the customer owes, whatever the currency")
    TOTAL,
    /** The number, by its value. */
    @Description("The number, by its value")
    NUMBER
  }

  /** Which end comes first. */
  @Description("Which end of a sorted list comes first.")
  @Enum("SortDirection")
  public enum Direction {
    /** The smallest or oldest first. */
    @Description("Smallest or oldest first")
    ASC,
    /** The largest or newest first. */
    @Description("Largest or newest first")
    DESC
  }
}
