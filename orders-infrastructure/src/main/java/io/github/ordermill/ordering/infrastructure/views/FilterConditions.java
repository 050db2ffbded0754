package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.listing.OrderFilter;
import io.github.ordermill.ordering.domain.OrderStatus;
import io.github.ordermill.shared.infrastructure.database.SqlText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The conditions of an order filter in SQL, by part and by the alias of the rows. */
final class FilterConditions {

  private final OrderFilter filter;
  private final List<SqlText> text;

  /** Conditions of a filter without a text. */
  FilterConditions(OrderFilter filter) {
    this(filter, List.of());
  }

  /**
   * Conditions of a filter.
   *
   * @param text the conditions of its text
   */
  FilterConditions(OrderFilter filter, List<SqlText> text) {
    this.filter = filter;
    this.text = text;
  }

  OrderFilter filter() {
    return filter;
  }

  /** Whether the filter has a text to search for. */
  boolean searchesText() {
    return !text.isEmpty();
  }

  boolean has(FilterPart part) {
    return !of(part, ListTable.VIEW.alias()).isEmpty();
  }

  /** The states of the filter; all states if it has none, so that indexes by state can be used. */
  String[] statuses() {
    return filter.statuses().isEmpty()
        ? Arrays.stream(OrderStatus.values()).map(Enum::name).toArray(String[]::new)
        : filter.statuses().stream().map(Enum::name).toArray(String[]::new);
  }

  List<SqlText> of(List<FilterPart> parts, String alias) {
    return parts.stream().flatMap(part -> of(part, alias).stream()).toList();
  }

  /**
   * The conditions of a part.
   *
   * @param alias of the rows; conditions of {@link FilterPart#TEXT} are always on the rows of
   *     {@link ListTable#SEARCH}
   * @return empty if the filter does not have the part
   */
  List<SqlText> of(FilterPart part, String alias) {
    return switch (part) {
      case CUSTOMER -> equal(alias + ".customer_id", filter.customerId());
      case STATUSES ->
          filter.statuses().isEmpty()
              ? List.of()
              : List.of(SqlText.of(alias + ".status = ANY (?)", (Object) statuses()));
      case PRODUCT ->
          filter.productId() == null
              ? List.of()
              : List.of(
                  SqlText.of(
                      "(SELECT true FROM views.order_product p WHERE p.product_id = ?"
                          + " AND p.placed_at = %1$s.placed_at AND p.order_id = %1$s.order_id)"
                              .formatted(alias),
                      filter.productId()));
      case REFERENCE -> equal(alias + ".reference", filter.reference());
      case PLACED ->
          range(
              alias + ".placed_at >= ?", filter.placedFrom(),
              alias + ".placed_at < ?", filter.placedTo());
      case CURRENCY -> equal(alias + ".currency", filter.currency());
      case TOTAL ->
          range(
              alias + ".total >= ?", filter.minTotal(),
              alias + ".total <= ?", filter.maxTotal());
      case TEXT -> text;
    };
  }

  private static List<SqlText> range(String lower, Object from, String upper, Object to) {
    var conditions = new ArrayList<SqlText>();
    if (from != null) {
      conditions.add(SqlText.of(lower, from));
    }
    if (to != null) {
      conditions.add(SqlText.of(upper, to));
    }
    return conditions;
  }

  static List<SqlText> equal(String column, String value) {
    return value == null ? List.of() : List.of(SqlText.of(column + " = ?", value));
  }

  /** A WHERE clause; empty without conditions. */
  static SqlText where(List<SqlText> conditions) {
    return SqlText.of(conditions.isEmpty() ? "" : " WHERE ").add(SqlText.join(" AND ", conditions));
  }
}
