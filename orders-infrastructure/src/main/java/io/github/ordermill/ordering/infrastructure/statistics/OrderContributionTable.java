package io.github.ordermill.ordering.infrastructure.statistics;

import io.github.ordermill.ordering.domain.OrderStatus;
import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Contributions of orders to the sums, one per row: {@code views.order_contribution}. */
final class OrderContributionTable {

  private OrderContributionTable() {}

  /** The contributions of these orders, by order, without those that have none. */
  static Map<UUID, OrderContribution> load(Connection connection, Collection<UUID> orders) {
    var contributions = new HashMap<UUID, OrderContribution>();
    if (!orders.isEmpty()) {
      Sql.query(
          connection,
          """
          SELECT order_id, customer_id, placed_at, status, currency, total, units
          FROM views.order_contribution WHERE order_id = ANY (?)
          """,
          row ->
              contributions.put(
                  Sql.uuid(row, "order_id"),
                  new OrderContribution(
                      Sql.uuid(row, "order_id"),
                      row.getString("customer_id"),
                      Sql.instant(row, "placed_at"),
                      OrderStatus.valueOf(row.getString("status")),
                      row.getString("currency"),
                      row.getBigDecimal("total"),
                      row.getLong("units"))),
          (Object) orders.toArray(UUID[]::new));
    }
    return contributions;
  }

  static void save(Connection connection, Collection<OrderContribution> contributions) {
    Sql.batch(
        connection,
        """
        INSERT INTO views.order_contribution (
          order_id, customer_id, placed_at, status, currency, total, units)
        SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (order_id) DO UPDATE SET
          status = excluded.status,
          total = excluded.total,
          units = excluded.units
        """,
        contributions.stream()
            .map(
                order ->
                    new Object[] {
                      order.orderId(),
                      order.customerId(),
                      order.placedAt(),
                      order.status().name(),
                      order.currency(),
                      order.total(),
                      order.units()
                    })
            .toList());
  }
}
