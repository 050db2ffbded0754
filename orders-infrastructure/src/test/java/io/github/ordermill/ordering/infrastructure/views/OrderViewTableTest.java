package io.github.ordermill.ordering.infrastructure.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderViewTableTest {

  private static final Database DATABASE = TestDatabase.database();

  @Test
  void keepsTheFormOfStoredDocuments() {
    var view = saved(EventFixtures.eventfulOrder("c-1"));

    assertThat(documentOf(view))
        .isEqualTo(
            """
            {"lines":[\
            {"number":1,"productId":"sku-1","name":"Kettle","quantity":4,"shippedQuantity":3,\
            "cancelledQuantity":1,"price":"19.90","total":"59.70"},\
            {"number":2,"productId":"sku-2","quantity":1,"shippedQuantity":1,\
            "cancelledQuantity":0,"price":"5.00","total":"5.00"}],\
            "shippingAddress":{"name":"Alan Turing","street":"Elm Road 2","city":"Wilmslow",\
            "region":"Cheshire","country":"GB"},\
            "shipments":[\
            {"number":1,"carrier":"DHL","trackingNumber":"JD0001",\
            "lines":[{"line":1,"quantity":1}],\
            "shippedAt":"2026-11-24T09:00:00.500Z","deliveredAt":"2026-11-24T09:00:00.500Z"},\
            {"number":2,"carrier":"UPS","trackingNumber":"1Z",\
            "lines":[{"line":1,"quantity":2},{"line":2,"quantity":1}],\
            "shippedAt":"2026-11-24T09:00:00.500Z","deliveredAt":"2026-11-24T09:00:00.500Z"}],\
            "notes":[{"text":"Rings twice –\\nü","author":"tester",\
            "writtenAt":"2026-11-23T09:00:00Z"}],\
            "confirmedAt":"2026-11-23T09:00:00Z","shippedAt":"2026-11-24T09:00:00.500Z",\
            "deliveredAt":"2026-11-24T09:00:00.500Z"}\
            """);
    assertThat(loaded(view)).isEqualTo(view);
  }

  @Test
  void keepsTheFormOfACancelledOrder() {
    var view = saved(EventFixtures.cancelledOrder("c-1"));

    assertThat(documentOf(view))
        .contains("\"shipments\":[],\"notes\":[],\"cancelledAt\":\"2026-11-24T09:00:00.500Z\"")
        .endsWith(",\"cancellationReason\":\"changed my mind\"}");
    assertThat(loaded(view)).isEqualTo(view);
  }

  private static OrderView saved(List<OrderEvent> events) {
    OrderView view = null;
    for (var event : events) {
      view = OrderViewFold.after(view, event, "tester");
    }
    var saved = view;
    DATABASE.inTransaction(
        connection -> {
          OrderViewTable.save(
              connection, List.of(saved), Map.of(saved.id(), EventFixtures.TUESDAY));
          return null;
        });
    return saved;
  }

  private static String documentOf(OrderView view) {
    return DATABASE
        .read(
            connection ->
                Sql.query(
                    connection,
                    "SELECT document FROM views.order_view WHERE order_id = ?",
                    row -> row.getString(1),
                    view.id()))
        .get(0);
  }

  private static OrderView loaded(OrderView view) {
    return DATABASE.read(connection -> OrderViewTable.load(connection, List.of(view.id()))).get(0);
  }
}
