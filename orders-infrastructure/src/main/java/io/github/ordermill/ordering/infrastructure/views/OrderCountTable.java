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
 * Rows of {@code views.order_count} and {@code views.customer_order_count}: how many orders there
 * are in each state. They change by the difference between an order's view before and after a
 * transaction, so that whatever keeps the views exact keeps them exact.
 */
final class OrderCountTable {

  private OrderCountTable() {}

  /**
   * Counts orders that have come or changed their state. To be done last in a transaction, since
   * others wait for these rows; all go through them in the same order, so that nobody waits in a
   * circle.
   *
   * @param before the views as they were, without those of new orders
   */
  static void change(
      Connection connection, Map<UUID, OrderView> before, Collection<OrderView> after) {
    var all = new TreeMap<String, Integer>();
    var byCustomer = new TreeMap<String, TreeMap<String, Integer>>();
    for (var view : after) {
      var ofCustomer = byCustomer.computeIfAbsent(view.customerId(), it -> new TreeMap<>());
      var old = before.get(view.id());
      if (old != null) {
        all.merge(old.status().name(), -1, Integer::sum);
        ofCustomer.merge(old.status().name(), -1, Integer::sum);
      }
      all.merge(view.status().name(), 1, Integer::sum);
      ofCustomer.merge(view.status().name(), 1, Integer::sum);
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
        all.entrySet().stream()
            .filter(change -> change.getValue() != 0)
            .map(change -> new Object[] {change.getKey(), change.getValue()})
            .toList());
  }

  /** Whether the tables know how many orders a filter leaves. */
  static boolean knows(OrderFilter filter) {
    return filter.equals(OrderFilter.of(filter.customerId(), filter.statuses()));
  }

  /** How many orders a filter leaves that the tables know. */
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
