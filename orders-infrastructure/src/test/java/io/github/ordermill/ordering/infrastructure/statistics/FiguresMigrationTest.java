package io.github.ordermill.ordering.infrastructure.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Migrations;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where customers and days were kept by projections of their own, one goes on with both. */
class FiguresMigrationTest {

  @Test
  void goesOnWhereTheProjectionOfCustomersStood() {
    var source = TestDatabase.dataSourceOfVersion("figures_migration_test", "11");
    var database = new Database(source);
    database.inTransaction(
        connection -> {
          order(connection, "customer_order", 1, "PLACED", "2026-11-23T23:59:59Z", "EUR", "10.50");
          order(connection, "customer_order", 2, "CANCELLED", "2026-11-24T00:00:00Z", "EUR", "0");
          order(connection, "customer_order", 3, "SHIPPED", "2026-11-24T09:00:00Z", "EUR", "7");
          order(connection, "sales_order", 1, "PLACED", "2026-11-23T23:59:59Z", "EUR", "10.50");
          order(connection, "sales_order", 2, "PLACED", "2026-11-24T00:00:00Z", "EUR", "3");
          return Sql.update(
              connection,
              """
              INSERT INTO views.daily_sales VALUES
                ('EUR', '2026-11-23', 1, 0, 2, 10.50), ('EUR', '2026-11-24', 1, 0, 2, 3)
              """);
        });
    position(database, "customer", 1, 1);
    position(database, "customer", 2, 2);
    position(database, "customer", 3, 2);
    position(database, "sales", 1, 1);
    position(database, "sales", 2, 1);
    letter(database, "sales", 3, 1);
    letter(database, "customer", 4, 1);
    letter(database, "sales", 4, 1);
    letter(database, "order", 4, 1);

    Migrations.run(source);

    assertThat(
            rows(
                database,
                """
                SELECT concat_ws(' ', currency, day, orders, cancelled_orders, units, revenue)
                FROM views.daily_sales ORDER BY 1
                """))
        .containsExactly("EUR 2026-11-23 1 0 2 10.50", "EUR 2026-11-24 2 1 4 7");
    assertThat(
            rows(
                database,
                """
                SELECT concat_ws(' ', projection, right(order_id::text, 1), version)
                FROM views.projection_position ORDER BY 1
                """))
        .containsExactly("figures 1 1", "figures 2 2", "figures 3 2");
    assertThat(
            rows(
                database,
                """
                SELECT concat_ws(' ', projection, right(order_id::text, 1), settlement)
                FROM ordering.dead_letter ORDER BY 1
                """))
        .containsExactly("figures 4", "order 4", "sales 3 DISCARDED", "sales 4 DISCARDED");
  }

  private static void order(
      Connection connection,
      String table,
      int order,
      String status,
      String placedAt,
      String currency,
      String total) {
    Sql.update(
        connection,
        "INSERT INTO views."
            + table
            + " (order_id, customer_id, placed_at, status, currency, total, units)"
            + " VALUES (?::uuid, 'someone', ?::timestamptz, ?, ?, ?::numeric, 2)",
        id(order),
        placedAt,
        status,
        currency,
        total);
  }

  private static void position(Database database, String projection, int order, int version) {
    database.inTransaction(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO views.projection_position (projection, order_id, version)"
                    + " VALUES (?, ?::uuid, ?)",
                projection,
                id(order),
                version));
  }

  private static void letter(Database database, String projection, int order, int version) {
    database.inTransaction(
        connection ->
            Sql.update(
                connection,
                """
                INSERT INTO ordering.dead_letter (
                  id, projection, order_id, version, event_type, error, attempts, parked_at)
                VALUES (gen_random_uuid(), ?, ?::uuid, ?, 'OrderPlaced', 'broken', 5, now())
                """,
                projection,
                id(order),
                version));
  }

  private static String id(int order) {
    return "00000000-0000-7000-8000-00000000000" + order;
  }

  private static List<String> rows(Database database, String select) {
    return database.read(connection -> Sql.query(connection, select, row -> row.getString(1)));
  }
}
