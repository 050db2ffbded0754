package io.github.ordermill.ordering.infrastructure.statistics;

import io.github.ordermill.ordering.domain.OrderStatus;
import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Rows of {@code views.order_contribution}: what each order has contributed to the sums. */
final class OrderContributionTable {

  private OrderContributionTable() {}

  /** The rows of these orders; what has none is left out. */
  static Map<UUID, OrderContribution> load(Connection connection, Collection<UUID> orders) {
    var figures = new HashMap<UUID, OrderContribution>();
    if (!orders.isEmpty()) {
      Sql.query(
          connection,
          """
          SELECT order_id, customer_id, placed_at, status, currency, total, units
          FROM views.order_contribution WHERE order_id = ANY (?)
          """,
          row ->
              figures.put(
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
    return figures;
  }

  static void save(Connection connection, Collection<OrderContribution> figures) {
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
        figures.stream()
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
