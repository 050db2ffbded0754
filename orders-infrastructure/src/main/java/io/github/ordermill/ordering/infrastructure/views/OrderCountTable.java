package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.listing.OrderFilter;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlText;
import java.sql.Connection;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Numbers of orders by status, in all and by customer: {@code views.order_count} and {@code
 * views.customer_order_count}. A transaction adds the differences between the views of its orders
 * before and after, so the counts are exact whenever the views are.
 */
final class OrderCountTable {

  private OrderCountTable() {}

  /**
   * Counts new orders and changes of status. To be called last in a transaction, since other
   * transactions wait for these rows; all lock them in the same order, which avoids deadlocks.
   *
   * @param before the views before the transaction, without those of new orders
   */
  static void update(
      Connection connection, Map<UUID, OrderView> before, Collection<OrderView> after) {
    var counts = new TreeMap<String, Integer>();
    var byCustomer = new TreeMap<String, TreeMap<String, Integer>>();
    for (var view : after) {
      var countsOfCustomer = byCustomer.computeIfAbsent(view.customerId(), it -> new TreeMap<>());
      var previous = before.get(view.id());
      if (previous != null) {
        counts.merge(previous.status().name(), -1, Integer::sum);
        countsOfCustomer.merge(previous.status().name(), -1, Integer::sum);
      }
      counts.merge(view.status().name(), 1, Integer::sum);
      countsOfCustomer.merge(view.status().name(), 1, Integer::sum);
    }
    Sql.batch(
        connection,
        """
        INSERT INTO views.customer_order_count AS count (customer_id, status, orders)
        SELECT * FROM unnest(?, ?, ?)
        ON CONFLICT (customer_id, status) DO UPDATE SET orders = count.orders + excluded.orders
        """,
        byCustomer.entrySet().stream()
            .flatMap(
                customer ->
                    customer.getValue().entrySet().stream()
                        .filter(change -> change.getValue() != 0)
                        .map(
                            change ->
                                new Object[] {
                                  customer.getKey(), change.getKey(), change.getValue()
                                }))
            .toList());
    Sql.batch(
        connection,
        """
        INSERT INTO views.order_count AS count (status, orders)
        SELECT * FROM unnest(?, ?)
        ON CONFLICT (status) DO UPDATE SET orders = count.orders + excluded.orders
        """,
        counts.entrySet().stream()
            .filter(change -> change.getValue() != 0)
            .map(change -> new Object[] {change.getKey(), change.getValue()})
            .toList());
  }

  /** Whether the tables have the count of a filter: one by customer and status only. */
  static boolean covers(OrderFilter filter) {
    return filter.equals(OrderFilter.of(filter.customerId(), filter.statuses()));
  }

  /** The statement that reads the count of a filter that the tables cover. */
  static SqlText count(OrderFilter filter) {
    var count =
        filter.customerId() == null
            ? SqlText.of("SELECT sum(orders) FROM views.order_count WHERE true")
            : SqlText.of(
                "SELECT sum(orders) FROM views.customer_order_count WHERE customer_id = ?",
                filter.customerId());
    return filter.statuses().isEmpty()
        ? count
        : count.add(
            " AND status = ANY (?)",
            (Object) filter.statuses().stream().map(Enum::name).toArray(String[]::new));
  }
}
