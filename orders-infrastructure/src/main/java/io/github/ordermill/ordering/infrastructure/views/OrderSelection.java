package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.ListOrders;
import io.github.ordermill.ordering.application.OrderFilter;
import io.github.ordermill.ordering.application.OrderPosition;
import io.github.ordermill.ordering.application.OrderSort;
import io.github.ordermill.ordering.application.OrderSort.Direction;
import io.github.ordermill.ordering.application.SearchWords;
import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The WHERE of a list of orders, put together from what was asked for. */
final class OrderSelection {

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();

  private OrderSelection() {}

  static OrderSelection of(OrderFilter filter) {
    var selection = new OrderSelection();
    selection.where("customer_id = ?", filter.customerId());
    if (!filter.statuses().isEmpty()) {
      selection.where("status = ANY (?)", (Object) filter.statuses().toArray(String[]::new));
    }
    if (filter.productId() != null) {
      selection.where(
          "document @> jsonb_build_object('lines', jsonb_build_array(jsonb_build_object('productId', ?::text)))",
          filter.productId());
    }
    selection.where("reference = ?", filter.reference());
    selection.where("placed_at >= ?", filter.placedFrom());
    selection.where("placed_at < ?", filter.placedTo());
    selection.where("currency = ?", filter.currency());
    selection.where("total >= ?", filter.minTotal());
    selection.where("total <= ?", filter.maxTotal());
    for (var word : SearchWords.in(filter.text())) {
      selection.where(
          """
          lower(concat_ws(' ', number, reference, document #>> '{shippingAddress,name}',
            jsonb_path_query_array(document, '$.lines[*].name'))) LIKE '%' || ? || '%'
          """,
          word);
    }
    return selection;
  }

  /** Leaves what lies between the ends of a stretch. */
  OrderSelection within(ListOrders stretch) {
    var descending = stretch.orderBy().direction() == Direction.DESC;
    stretch.lowerEnd().ifPresent(end -> beyond(end, descending ? "<" : ">"));
    stretch.upperEnd().ifPresent(end -> beyond(end, descending ? ">" : "<"));
    return this;
  }

  private void beyond(OrderPosition end, String comparison) {
    switch (end.sort().field()) {
      case PLACED_AT ->
          where("(placed_at, order_id) " + comparison + " (?, ?)", end.key(), end.order());
      case UPDATED_AT ->
          where("(updated_at, order_id) " + comparison + " (?, ?)", end.key(), end.order());
      case TOTAL -> where("(total, order_id) " + comparison + " (?, ?)", end.key(), end.order());
      case NUMBER ->
          where(
              "(length(number), number) " + comparison + " (length(?::text), ?)",
              end.key(),
              end.key());
    }
  }

  private void where(String condition, Object... values) {
    if (values[0] != null) {
      conditions.add(condition);
      parameters.addAll(List.of(values));
    }
  }

  /** {@code WHERE}, or nothing. */
  String where() {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  /** {@code ORDER BY} in the direction of reading. */
  static String orderBy(ListOrders stretch) {
    var direction =
        (stretch.orderBy().direction() == Direction.DESC) != stretch.backwards() ? " DESC" : " ASC";
    var columns =
        switch (stretch.orderBy().field()) {
          case PLACED_AT -> List.of("placed_at", "order_id");
          case UPDATED_AT -> List.of("updated_at", "order_id");
          case TOTAL -> List.of("total", "order_id");
          case NUMBER -> List.of("length(number)", "number");
        };
    return " ORDER BY " + String.join(direction + ", ", columns) + direction;
  }

  /** Where a row stands in a list of that sort. */
  static OrderPosition position(ResultSet row, OrderSort sort) throws SQLException {
    Comparable<?> key =
        switch (sort.field()) {
          case PLACED_AT -> Sql.instant(row, "placed_at");
          case UPDATED_AT -> Sql.instant(row, "updated_at");
          case TOTAL -> row.getBigDecimal("total");
          case NUMBER -> row.getString("number");
        };
    return new OrderPosition(sort, key, Sql.uuid(row, "order_id"));
  }

  Object[] parameters(Object... more) {
    var all = new ArrayList<>(parameters);
    all.addAll(List.of(more));
    return all.toArray();
  }
}
