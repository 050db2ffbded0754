package io.github.ordermill.shared.infrastructure.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class MigrationsTest {

  private static final String TABLES =
      """
      SELECT schemaname || '.' || tablename FROM pg_tables
      WHERE schemaname IN ('messaging', 'ordering') ORDER BY 1
      """;

  /** Every business module adds tables to this schema. */
  private static final String VIEWS =
      "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname = 'views'";

  @Test
  void createSharedTablesAndThoseOfOrders() {
    var database = TestDatabase.emptyDatabase("migrations_test");

    assertThat(strings(database, TABLES))
        .containsExactly(
            "messaging.dead_letter",
            "messaging.event_log",
            "messaging.flyway_schema_history",
            "messaging.idempotency_record",
            "messaging.outbox",
            "messaging.signing_key",
            "ordering.orders");
    assertThat(strings(database, VIEWS))
        .contains(
            "views.customer",
            "views.customer_order_count",
            "views.daily_sales",
            "views.order_contribution",
            "views.order_count",
            "views.order_history",
            "views.order_note",
            "views.order_product",
            "views.order_search",
            "views.order_shipment",
            "views.order_tracking",
            "views.order_view",
            "views.projection_checkpoint",
            "views.projection_progress",
            "views.search_word");
  }

  @Test
  void runOnceThoughSeveralNodesStartAtOnce() throws Exception {
    var dataSource = TestDatabase.blankDataSource("migrations_at_once_test");
    var nodes = Executors.newFixedThreadPool(3);
    try {
      Runnable start = () -> Migrations.run(dataSource);
      for (var node : List.of(nodes.submit(start), nodes.submit(start), nodes.submit(start))) {
        node.get();
      }
    } finally {
      nodes.shutdown();
    }

    Migrations.run(dataSource);

    assertThat(
            strings(
                new Database(dataSource),
                "SELECT version FROM messaging.flyway_schema_history"
                    + " WHERE version IS NOT NULL ORDER BY installed_rank"))
        .doesNotHaveDuplicates()
        .contains("1", "2", "3");
  }

  private static List<String> strings(Database database, String select) {
    return database.read(connection -> Sql.query(connection, select, row -> row.getString(1)));
  }
}
