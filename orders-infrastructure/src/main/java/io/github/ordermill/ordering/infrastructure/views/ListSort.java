package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.listing.OrderPosition;
import io.github.ordermill.ordering.application.listing.OrderSort;
import io.github.ordermill.ordering.application.listing.OrderSort.Direction;
import io.github.ordermill.ordering.application.listing.OrderSort.Field;
import io.github.ordermill.ordering.domain.OrderNumber;
import io.github.ordermill.ordering.infrastructure.views.ListHorizon.Horizon;
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
 * @param horizon only rows before it
 * @param beyond only rows that are not before this horizon
 * @param backwards whether rows are read from the end of the list
 */
record ListSort(
    OrderSort sort,
    Optional<OrderPosition> after,
    Optional<OrderPosition> before,
    Optional<Horizon> horizon,
    Optional<Horizon> beyond,
    boolean backwards) {

  /** All orders, the newest first. */
  static final ListSort NEWEST_FIRST = all(OrderSort.NEWEST_FIRST, Optional.empty());

  static ListSort of(ListOrders list, Optional<Horizon> horizon) {
    return new ListSort(
        list.orderBy(),
        list.afterPosition(),
        list.beforePosition(),
        horizon,
        Optional.empty(),
        list.backwards());
  }

  /** All orders that are not before the horizon, if one is given. */
  static ListSort all(OrderSort sort, Optional<Horizon> beyond) {
    return new ListSort(sort, Optional.empty(), Optional.empty(), Optional.empty(), beyond, false);
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

  /** The conditions of the two positions and of the horizons. */
  List<SqlText> bounds(String alias) {
    boolean descending = sort.direction() == Direction.DESC;
    var conditions = new ArrayList<SqlText>();
    after.ifPresent(
        position -> conditions.add(beyond(alias, descending ? " < " : " > ", position)));
    before.ifPresent(
        position -> conditions.add(beyond(alias, descending ? " > " : " < ", position)));
    horizon.ifPresent(limit -> conditions.add(at(limit, alias, " <= ", " < ")));
    beyond.ifPresent(limit -> conditions.add(at(limit, alias, " > ", " >= ")));
    return conditions;
  }

  private SqlText at(Horizon limit, String alias, String comparison, String comparisonOfTime) {
    return sort.field() == Field.NUMBER
        ? byNumber(alias, comparison, OrderNumber.of(limit.number()).value())
        : SqlText.of(alias + "." + column() + comparisonOfTime + "?", limit.time());
  }

  private static SqlText byNumber(String alias, String comparison, Object number) {
    return SqlText.of(
        "(length(%1$s.number), %1$s.number)%2$s(length(?::text), ?)".formatted(alias, comparison),
        number,
        number);
  }

  private SqlText beyond(String alias, String comparison, OrderPosition position) {
    return sort.field() == Field.NUMBER
        ? byNumber(alias, comparison, position.key())
        : SqlText.of(
            "(" + alias + "." + column() + ", " + alias + ".order_id)" + comparison + "(?, ?)",
            position.key(),
            position.order());
  }
}
