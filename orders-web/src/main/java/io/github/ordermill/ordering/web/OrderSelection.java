package io.github.ordermill.ordering.web;

import io.github.ordermill.ordering.application.reading.OrderPart;
import io.github.ordermill.shared.web.graphql.schema.CurrentField;
import io.github.ordermill.shared.web.graphql.schema.SelectedFields;
import java.util.EnumSet;
import java.util.Set;

/** The parts of orders that the field being fetched selects. */
final class OrderSelection {

  private static final String LINES = "lines";

  /** Fields of an order that are there without reading any part, or are read by themselves. */
  private static final Set<String> WITHOUT_PARTS =
      Set.of(
          "__typename",
          "id",
          "number",
          "customerId",
          "reference",
          "status",
          "version",
          "total",
          "placedAt",
          "allowedActions",
          "shipments",
          "notes",
          "history");

  private OrderSelection() {}

  /**
   * The parts to read.
   *
   * @param path names of the fields that lead from the field being fetched to the orders
   */
  static Set<OrderPart> parts(String... path) {
    var parts = EnumSet.noneOf(OrderPart.class);
    for (var name : SelectedFields.of(CurrentField.get(), path)) {
      if (name.equals(LINES)) {
        parts.add(OrderPart.LINES);
      } else if (!WITHOUT_PARTS.contains(name)) {
        parts.add(OrderPart.DETAILS);
      }
    }
    return parts;
  }
}
