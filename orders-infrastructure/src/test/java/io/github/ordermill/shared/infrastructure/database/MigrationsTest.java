package io.github.ordermill.shared.infrastructure.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.domain.OrderLines;
import io.github.ordermill.shared.infrastructure.json.JsonCodec;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MigrationsTest {

  @Test
  void bringsOrdersAlongThatWereShippedAndCancelledAsAWhole() {
    var dataSource = TestDatabase.dataSourceOfVersion("before_partial_shipments", "3");
    var database = new Database(dataSource);
    keep(database, "SHIPPED");
    keep(database, "CANCELLED");
    keep(database, "PLACED");

    Migrations.run(dataSource);

    assertThat(lines(database, "SHIPPED")).isEqualTo("2/2/0 19.90, 1/1/0 5.00, under way [1]");
    assertThat(lines(database, "CANCELLED")).isEqualTo("2/0/2 19.90, 1/0/1 5.00, under way []");
    assertThat(lines(database, "PLACED")).isEqualTo("2/0/0 19.90, 1/0/0 5.00, under way []");
  }

  @Test
  void sendsWhatHadNotBeenSentAndNothingElse() {
    var dataSource = TestDatabase.dataSourceOfVersion("before_unsent_events", "7");
    var database = new Database(dataSource);
    for (var publishedAt : new String[] {"now()", "NULL", "now()"}) {
      database.inTransaction(
          connection ->
              Sql.update(
                  connection,
                  """
                  INSERT INTO ordering.order_event (
                    event_id, order_id, version, type, schema_version, payload,
                    actor, correlation_id, causation_id, occurred_at, published_at)
                  SELECT gen_random_uuid(), gen_random_uuid(), 1, 'OrderPlaced', 1, '{}',
                    'a', 'c', gen_random_uuid(), now(), %s
                  """
                      .formatted(publishedAt)));
    }

    Migrations.run(dataSource);

    var positions =
        database.read(
            connection ->
                Sql.query(
                    connection,
                    "SELECT position FROM ordering.unsent_event",
                    row -> row.getLong(1)));
    assertThat(positions).containsExactly(2L);
  }

  private static void keep(Database database, String status) {
    var id = UUID.randomUUID();
    database.inTransaction(
        connection -> {
          Sql.update(
              connection,
              """
              INSERT INTO ordering.orders (
                id, version, number, customer_id, status, currency, total, shipping_address,
                shipments, placed_at)
              VALUES (?, 1, ?, 'c', ?, 'EUR', 44.80, '{}', 0, now())
              """,
              id,
              status,
              status);
          return Sql.update(
              connection,
              """
              INSERT INTO ordering.order_line (order_id, number, product_id, quantity, price)
              VALUES (?, 2, 'sku-2', 1, 5.00), (?, 1, 'sku-1', 2, 19.90)
              """,
              id,
              id);
        });
  }

  private static String lines(Database database, String status) {
    return database
        .read(
            connection ->
                Sql.query(
                    connection,
                    "SELECT lines, under_way FROM ordering.orders WHERE status = ?",
                    row -> told(row.getString("lines"), row.getString("under_way")),
                    status))
        .get(0);
  }

  private static String told(String lines, String underWay) {
    var told = new StringBuilder();
    for (var line : JsonCodec.STANDARD.read(OrderLines.class, lines).lines()) {
      told.append(line.quantity()).append('/').append(line.shipped()).append('/');
      told.append(line.cancelled()).append(' ').append(line.price()).append(", ");
    }
    return told.append("under way ").append(underWay).toString();
  }
}
