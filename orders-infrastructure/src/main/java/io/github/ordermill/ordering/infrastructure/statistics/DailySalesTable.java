package io.github.ordermill.ordering.infrastructure.statistics;

import io.github.ordermill.ordering.infrastructure.statistics.StatisticsProjection.Changes;
import io.github.ordermill.shared.infrastructure.database.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.TreeMap;

/**
 * Sums by day (UTC) and currency: {@code views.daily_sales}. All events of an order count on the
 * day on which it was placed.
 */
final class DailySalesTable {

  private DailySalesTable() {}

  /** Rows are written in the order of their keys, so that two nodes do not deadlock. */
  private record Key(String currency, LocalDate day) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Comparator.comparing(Key::currency).thenComparing(Key::day).compare(this, other);
    }
  }

  private static final class Sum {
    private int orders;
    private int cancelled;
    private long units;
    private BigDecimal revenue = BigDecimal.ZERO;

    void add(OrderContribution order, int sign) {
      orders += sign;
      cancelled += order.isCancelled() ? sign : 0;
      units += sign * order.units();
      revenue = sign > 0 ? revenue.add(order.total()) : revenue.subtract(order.total());
    }
  }

  /**
   * Adds changes of contributions to the sums. To be called last in a transaction, since all orders
   * placed today lock the same rows.
   */
  static void add(Connection transaction, Changes changes) {
    var sums = new TreeMap<Key, Sum>();
    changes.forEach(
        (order, sign) ->
            sums.computeIfAbsent(
                    new Key(
                        order.currency(), LocalDate.ofInstant(order.placedAt(), ZoneOffset.UTC)),
                    key -> new Sum())
                .add(order, sign));
    Sql.batch(
        transaction,
        """
        INSERT INTO views.daily_sales AS known (
          currency, day, orders, cancelled_orders, units, revenue)
        SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
        ON CONFLICT (currency, day) DO UPDATE SET
          orders = known.orders + excluded.orders,
          cancelled_orders = known.cancelled_orders + excluded.cancelled_orders,
          units = known.units + excluded.units,
          revenue = known.revenue + excluded.revenue
        """,
        sums.entrySet().stream()
            .map(
                sum ->
                    new Object[] {
                      sum.getKey().currency(),
                      sum.getKey().day(),
                      sum.getValue().orders,
                      sum.getValue().cancelled,
                      sum.getValue().units,
                      sum.getValue().revenue
                    })
            .toList());
  }
}
