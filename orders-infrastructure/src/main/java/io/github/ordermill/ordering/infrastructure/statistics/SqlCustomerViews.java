package io.github.ordermill.ordering.infrastructure.statistics;

import io.github.ordermill.ordering.application.reading.OrderView.Amount;
import io.github.ordermill.ordering.application.statistics.CustomerView;
import io.github.ordermill.ordering.application.statistics.CustomerViews;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads customers from {@code views.customer}, which has a row per customer and currency. */
@ApplicationScoped
class SqlCustomerViews implements CustomerViews {

  private Database database;

  /** For CDI only. */
  protected SqlCustomerViews() {}

  @Inject
  SqlCustomerViews(Database database) {
    this.database = database;
  }

  private record Row(
      int orders, int open, int cancelled, Amount spent, Instant first, Instant last) {}

  @Override
  public Optional<CustomerView> find(String customerId) {
    var rows =
        database.read(
            connection ->
                Sql.query(
                    connection,
                    """
                    SELECT currency, orders, open_orders, cancelled_orders, spent,
                      first_order_at, last_order_at
                    FROM views.customer WHERE customer_id = ? ORDER BY currency
                    """,
                    row ->
                        new Row(
                            row.getInt("orders"),
                            row.getInt("open_orders"),
                            row.getInt("cancelled_orders"),
                            Amount.of(row.getBigDecimal("spent"), row.getString("currency")),
                            Sql.instant(row, "first_order_at"),
                            Sql.instant(row, "last_order_at")),
                    customerId));
    return rows.isEmpty() ? Optional.empty() : Optional.of(view(customerId, rows));
  }

  private static CustomerView view(String customerId, List<Row> rows) {
    return new CustomerView(
        customerId,
        rows.stream().mapToInt(Row::orders).sum(),
        rows.stream().mapToInt(Row::open).sum(),
        rows.stream().mapToInt(Row::cancelled).sum(),
        rows.stream().map(Row::spent).toList(),
        rows.stream().map(Row::first).min(Instant::compareTo).orElseThrow(),
        rows.stream().map(Row::last).max(Instant::compareTo).orElseThrow());
  }
}
