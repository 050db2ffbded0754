package io.github.ordermill.ordering.application.listing;

import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Sort order of a list of orders. Orders with equal values are sorted by identifier. */
@Description("The sort of a list of orders. Orders with equal values are sorted by id.")
public record OrderSort(
    @Description("The property sorted by") @DefaultValue("PLACED_AT") Field field,
    @Description("The direction") @DefaultValue("DESC") Direction direction) {

  public static final OrderSort NEWEST_FIRST = new OrderSort(Field.PLACED_AT, Direction.DESC);

  /** Property to sort by. */
  @Description("What a list of orders can be sorted by.")
  @Enum("OrderSortField")
  public enum Field {
    /** Time of placement. */
    @Description("When the order was placed")
    PLACED_AT,
    /** Time of the last event. */
    @Description("When the last event happened to it")
    UPDATED_AT,
    /** The amount of the total, regardless of its currency. */
    @Description("The total, whatever the currency")
    TOTAL,
    /** The order number, by its numeric value. */
    @Description("The order number, by its value")
    NUMBER
  }

  /** Direction of sorting. */
  @Description("The direction of a sort.")
  @Enum("SortDirection")
  public enum Direction {
    /** Smallest or oldest first. */
    @Description("Smallest or oldest first")
    ASC,
    /** Largest or newest first. */
    @Description("Largest or newest first")
    DESC
  }
}
