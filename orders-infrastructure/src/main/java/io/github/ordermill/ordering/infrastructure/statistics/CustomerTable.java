package io.github.ordermill.ordering.infrastructure.statistics;

import io.github.ordermill.ordering.infrastructure.statistics.StatisticsProjection.Changes;
import io.github.ordermill.shared.infrastructure.database.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeMap;

/** Sums by customer and currency: {@code views.customer}. */
final class CustomerTable {

  private CustomerTable() {}

  /** Rows are written in the order of their keys, so that two nodes do not deadlock. */
  private record Key(String customerId, String currency) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Comparator.comparing(Key::customerId)
          .thenComparing(Key::currency)
          .compare(this, other);
    }
  }

  private static final class Sum {
    private int orders;
    private int open;
    private int cancelled;
    private BigDecimal spent = BigDecimal.ZERO;
    private Instant first;
    private Instant last;

    void add(OrderContribution order, int sign) {
      orders += sign;
      open += order.isOpen() ? sign : 0;
      cancelled += order.isCancelled() ? sign : 0;
      spent = sign > 0 ? spent.add(order.total()) : spent.subtract(order.total());
      first = first == null || order.placedAt().isBefore(first) ? order.placedAt() : first;
      last = last == null || order.placedAt().isAfter(last) ? order.placedAt() : last;
    }
  }

  /** Adds changes of contributions to the sums. */
  static void add(Connection transaction, Changes changes) {
    var sums = new TreeMap<Key, Sum>();
    changes.forEach(
        (order, sign) ->
            sums.computeIfAbsent(new Key(order.customerId(), order.currency()), key -> new Sum())
                .add(order, sign));
    Sql.batch(
        transaction,
        """
        INSERT INTO views.customer AS known (
          customer_id, currency, orders, open_orders, cancelled_orders, spent,
          first_order_at, last_order_at)
        SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (customer_id, currency) DO UPDATE SET
          orders = known.orders + excluded.orders,
          open_orders = known.open_orders + excluded.open_orders,
          cancelled_orders = known.cancelled_orders + excluded.cancelled_orders,
          spent = known.spent + excluded.spent,
          first_order_at = least(known.first_order_at, excluded.first_order_at),
          last_order_at = greatest(known.last_order_at, excluded.last_order_at)
        """,
        sums.entrySet().stream()
            .map(
                sum ->
                    new Object[] {
                      sum.getKey().customerId(),
                      sum.getKey().currency(),
                      sum.getValue().orders,
                      sum.getValue().open,
                      sum.getValue().cancelled,
                      sum.getValue().spent,
                      sum.getValue().first,
                      sum.getValue().last
                    })
            .toList());
  }
}
