package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.listing.OrderPosition;
import io.github.ordermill.ordering.application.listing.OrderSort;
import io.github.ordermill.ordering.application.listing.OrderSort.Direction;
import io.github.ordermill.ordering.application.listing.OrderSort.Field;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sort order of a list and the positions between which a page is read.
 *
 * @param after the page begins after this position, in the order of {@code sort}
 * @param before the page ends before this position
 * @param backwards whether rows are read from the end of the list
 */
record ListSort(
    OrderSort sort,
    Optional<OrderPosition> after,
    Optional<OrderPosition> before,
    boolean backwards) {

  /** All orders, the newest first. */
  static final ListSort NEWEST_FIRST =
      new ListSort(OrderSort.NEWEST_FIRST, Optional.empty(), Optional.empty(), false);

  static ListSort of(ListOrders list) {
    return new ListSort(
        list.orderBy(), list.afterPosition(), list.beforePosition(), list.backwards());
  }

  /** The position of a row in a list with that sort order. */
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

  Field field() {
    return sort.field();
  }

  /** The column of the sort key. */
  String column() {
    return switch (sort.field()) {
      case PLACED_AT -> "placed_at";
      case UPDATED_AT -> "updated_at";
      case TOTAL -> "total";
      case NUMBER -> "number";
    };
  }

  /**
   * An ORDER BY clause in the direction of reading.
   *
   * @param key the expression of the sort key
   * @param id the expression of the order's identity, which decides between equal keys
   */
  String orderBy(String key, String id) {
    var direction = (sort.direction() == Direction.DESC) != backwards ? " DESC" : " ASC";
    return " ORDER BY "
        + (sort.field() == Field.NUMBER
            ? "length(" + key + ")" + direction + ", " + key
            : key + direction + ", " + id)
        + direction;
  }

  /** The conditions of the two positions. */
  List<SqlText> bounds(String alias) {
    boolean descending = sort.direction() == Direction.DESC;
    var conditions = new ArrayList<SqlText>();
    after.ifPresent(
        position -> conditions.add(beyond(alias, descending ? " < " : " > ", position)));
    before.ifPresent(
        position -> conditions.add(beyond(alias, descending ? " > " : " < ", position)));
    return conditions;
  }

  private SqlText beyond(String alias, String comparison, OrderPosition position) {
    return sort.field() == Field.NUMBER
        ? SqlText.of(
            "(length("
                + alias
                + ".number), "
                + alias
                + ".number)"
                + comparison
                + "(length(?::text), ?)",
            position.key(),
            position.key())
        : SqlText.of(
            "(" + alias + "." + column() + ", " + alias + ".order_id)" + comparison + "(?, ?)",
            position.key(),
            position.order());
  }
}
