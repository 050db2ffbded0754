package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.listing.ListCustomerOrders;
import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.listing.OrderFilter;
import io.github.ordermill.ordering.application.listing.OrderSort;
import io.github.ordermill.ordering.application.reading.OrderPart;
import io.github.ordermill.ordering.infrastructure.views.ListHorizon.Horizon;
import io.github.ordermill.shared.infrastructure.database.SqlText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Builds the statements that read pages of lists of orders.
 *
 * <p>An {@link IndexPath} is scanned in the sort order of the list. If its conditions satisfy the
 * whole filter, the scan reads no more rows than it returns. Otherwise there are two plans, and
 * which of them is fast depends on how many orders satisfy the filter and where they are in the
 * list:
 *
 * <ul>
 *   <li>the index scan, checking the rest of the filter row by row: fast if many orders satisfy it,
 *   <li>the {@link FilterScan} of all orders that satisfy it, sorted afterwards: fast if few do.
 * </ul>
 *
 * <p>The statement races the two: it reads some rows of the one, some of the other, then more of
 * each after a {@link RaceSchedule}, until one of them has found the page. So the plan is chosen by
 * the data and not by the planner's estimates, which do not know correlations between columns.
 * Table expressions are evaluated lazily and once: rows that are not asked for are not read, and
 * none is read twice.
 */
final class OrderListQuery {

  /** Column of the total. */
  static final String TOTAL = "list_total";

  private final ListSort sort;
  private final FilterConditions conditions;
  private final Optional<RaceSchedule> schedule;

  private OrderListQuery(
      ListSort sort, FilterConditions conditions, Optional<RaceSchedule> schedule) {
    this.sort = sort;
    this.conditions = conditions;
    this.schedule = schedule;
  }

  /**
   * The statement for a page of a list, in the direction of reading, and one more order.
   *
   * @param conditions those of the list's filter
   * @param horizon orders beyond it are left out
   * @param schedule replaces the usual one
   */
  static SqlText page(
      ListOrders list,
      FilterConditions conditions,
      Optional<Horizon> horizon,
      Optional<RaceSchedule> schedule) {
    var total =
        list.withTotal()
            ? Optional.of(total(conditions, list.orderBy(), horizon))
            : Optional.<SqlText>empty();
    return new OrderListQuery(ListSort.of(list, horizon), conditions, schedule)
        .rows(list.size() + 1, 0, list.parts(), total);
  }

  /** The statement for a numbered page of a list with the newest orders first. */
  static SqlText page(ListCustomerOrders list) {
    long page = list.page();
    var conditions =
        new FilterConditions(
            OrderFilter.of(
                list.customerId(), list.status() == null ? List.of() : List.of(list.status())));
    return new OrderListQuery(ListSort.NEWEST_FIRST, conditions, Optional.empty())
        .rows(
            page * list.pageSize(),
            (page - 1) * list.pageSize(),
            list.parts(),
            Optional.of(total(conditions)));
  }

  /** The statement that counts the orders of a filter. */
  static SqlText count(FilterConditions conditions) {
    return new FilterScan(ListSort.NEWEST_FIRST, conditions).count();
  }

  /** The total of a list, without the orders beyond the horizon. */
  private static SqlText total(
      FilterConditions conditions, OrderSort sort, Optional<Horizon> horizon) {
    return horizon.isEmpty()
        ? total(conditions)
        : SqlText.of("SELECT coalesce((")
            .add(total(conditions))
            .add("), 0) - (")
            .add(new FilterScan(ListSort.all(sort, horizon), conditions).count())
            .add(")");
  }

  private static SqlText total(FilterConditions conditions) {
    var filter = conditions.filter();
    return OrderCountTable.covers(filter) ? OrderCountTable.count(filter) : count(conditions);
  }

  /**
   * The rows and, if it is given, the total in one statement, so that both are of one snapshot: the
   * total in the column {@link #TOTAL} of each row. There is one row without an order if the page
   * is empty.
   */
  private SqlText rows(long limit, long offset, Set<OrderPart> parts, Optional<SqlText> total) {
    return total
        .map(
            count ->
                found(limit)
                    .add(" SELECT page.*, total.orders AS " + TOTAL + " FROM (SELECT (")
                    .add(count)
                    .add(") AS orders) total LEFT JOIN (")
                    .add(page(limit, offset, parts))
                    .add(") page ON true" + sort.orderBy("page.k", "page.order_id")))
        .orElseGet(
            () ->
                found(limit)
                    .add(page(limit, offset, parts))
                    .add(sort.orderBy("page.k", "page.order_id")));
  }

  private String page(long limit, long offset, Set<OrderPart> parts) {
    return " SELECT page.k, "
        + OrderViewTable.columns("v", parts)
        + " FROM (SELECT k, order_id FROM found"
        + sort.orderBy("k", "order_id")
        + " LIMIT "
        + limit
        + " OFFSET "
        + offset
        + ") page JOIN views.order_view v ON v.order_id = page.order_id";
  }

  /** Sort keys and identities of at least the first {@code limit} orders. */
  private SqlText found(long limit) {
    var path = IndexPath.of(sort, conditions);
    return path.satisfiesFilter()
        ? SqlText.of("WITH found AS (").add(path.indexScan(limit)).add(")")
        : race(path, limit);
  }

  private SqlText race(IndexPath path, long limit) {
    var turns =
        schedule.orElse(
            path.decidesFilter() ? RaceSchedule.DECIDING_ROWS : RaceSchedule.LOOKING_UP_ROWS);
    return SqlText.of("WITH walk AS MATERIALIZED (SELECT k, order_id, ")
        .add(path.passes())
        .add(" AS passes FROM (")
        .add(path.indexScan(turns.maxIndexRows()))
        .add(") w), rest AS MATERIALIZED (")
        .add(new FilterScan(sort, conditions).filterScan())
        .add("), way AS MATERIALIZED (SELECT " + turns.winner(limit) + " AS name)")
        .add(
            """
            , found AS (
              (SELECT k, order_id FROM walk WHERE passes AND (SELECT name FROM way) = 'walk'
               LIMIT %d)
              UNION ALL SELECT k, order_id FROM rest WHERE (SELECT name FROM way) = 'rest')
            """
                .formatted(limit))
        .plannedAnew();
  }
}
