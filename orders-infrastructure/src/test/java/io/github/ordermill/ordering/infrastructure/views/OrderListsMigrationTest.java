package io.github.ordermill.ordering.infrastructure.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderView.Amount;
import io.github.ordermill.ordering.application.reading.OrderView.Line;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Migrations;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Orders that were there before lists had indices are found and counted like new ones. */
class OrderListsMigrationTest {

  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void fillsWhatTheProjectionWouldHaveWritten() {
    var views =
        List.of(
            order(1, "PLACED", null, "Ada Lovelace", "Kettle 1.7 l", "tea, TEA"),
            order(2, "PLACED", "PO-77/Ä b12c", "Zoë O'Brien", "Crème brûlée", null),
            order(123_456_789, "SHIPPED", "ß", "Ænne Straße", null, null),
            order(4, "CANCELLED", "…", "茶 Чай ﬁne ２", "%_' \\ \" :* &", "İstanbul"));
    var source = TestDatabase.dataSourceOfVersion("order_lists_migration_test", "6");
    var database = new Database(source);
    database.inTransaction(
        connection -> {
          OrderViewTable.save(
              connection, views, views.stream().collect(Collectors.toMap(OrderView::id, it -> AT)));
          return null;
        });

    Migrations.run(source);
    var filled = contents(database);

    database.inTransaction(
        connection -> {
          for (var table :
              List.of(
                  "order_search",
                  "search_word",
                  "order_product",
                  "order_count",
                  "customer_order_count")) {
            Sql.update(connection, "DELETE FROM views." + table);
          }
          OrderSearchTable.save(connection, Map.of(), views);
          OrderCountTable.change(connection, Map.of(), views);
          return null;
        });

    assertThat(filled).hasSize(43).isEqualTo(contents(database));
  }

  private static List<String> contents(Database database) {
    var rows = new ArrayList<String>();
    for (var select :
        List.of(
            """
            SELECT order_id, placed_at, currency, reference, words,
              ARRAY (SELECT unnest(string_to_array(codes, ' ')) ORDER BY 1)
            FROM views.order_search
            """,
            "SELECT word FROM views.search_word",
            "SELECT product_id, placed_at, order_id FROM views.order_product",
            "SELECT status, orders FROM views.order_count",
            "SELECT customer_id, status, orders FROM views.customer_order_count")) {
      rows.addAll(
          database.read(
              connection ->
                  Sql.query(
                      connection,
                      "SELECT row::text FROM (" + select + ") row ORDER BY 1",
                      row -> row.getString(1))));
    }
    return rows;
  }

  private static OrderView order(
      long number, String status, String reference, String addressee, String first, String second) {
    var price = new Amount(BigDecimal.ONE, "EUR");
    return new OrderView(
        new UUID(0, number),
        "O-%08d".formatted(number),
        "c-" + number % 2,
        reference,
        OrderView.Status.valueOf(status),
        1,
        List.of(
            new Line(1, "sku-1", first, 1, 0, 0, price, price),
            new Line(2, "sku-1", second, 1, 0, 0, price, price),
            new Line(3, "sku-" + number, null, 1, 0, 0, price, price)),
        price,
        new OrderView.Address(addressee, "Street 1", "Berlin", null, null, "DE"),
        List.of(),
        List.of(),
        AT,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }
}
