package io.github.ordermill.ordering.infrastructure.statistics;

import io.github.ordermill.ordering.application.reading.OrderView.Amount;
import io.github.ordermill.ordering.application.statistics.DailySalesView;
import io.github.ordermill.ordering.application.statistics.DailySalesViews;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;

/** Reads sales from {@code views.daily_sales}. */
@ApplicationScoped
class SqlDailySalesViews implements DailySalesViews {

  private Database database;

  /** For CDI only. */
  protected SqlDailySalesViews() {}

  @Inject
  SqlDailySalesViews(Database database) {
    this.database = database;
  }

  @Override
  public List<DailySalesView> between(LocalDate from, LocalDate to, String currency) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                """
                SELECT day, orders, cancelled_orders, units, revenue
                FROM views.daily_sales WHERE currency = ? AND day BETWEEN ? AND ? ORDER BY day
                """,
                row ->
                    new DailySalesView(
                        row.getObject("day", LocalDate.class),
                        row.getInt("orders"),
                        row.getInt("cancelled_orders"),
                        (int) Math.min(row.getLong("units"), Integer.MAX_VALUE),
                        Amount.of(row.getBigDecimal("revenue"), currency)),
                currency,
                from,
                to));
  }
}
