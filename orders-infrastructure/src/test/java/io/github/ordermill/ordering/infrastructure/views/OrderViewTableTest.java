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

    assertThat(columnOf("document", view))
        .isEqualTo(
            """
            {"shippingAddress":{"name":"Alan Turing","street":"Elm Road 2","city":"Wilmslow",\
            "region":"Cheshire","country":"GB"},\
            "confirmedAt":"2026-11-23T09:00:00Z","shippedAt":"2026-11-24T09:00:00.500Z",\
            "deliveredAt":"2026-11-24T09:00:00.500Z","shipping":{"inTransit":[],\
            "lastShippedAt":"2026-11-24T09:00:00.500Z","lastDeliveredAt":"2026-11-24T09:00:00.500Z"}}\
            """);
    assertThat(columnOf("lines", view))
        .isEqualTo(
            """
            [{"number":1,"productId":"sku-1","name":"Kettle","price":"19.90"},\
            {"number":2,"productId":"sku-2","price":"5.00"}]\
            """);
    assertThat(columnOf("quantities", view)).isEqualTo("[4,3,1,1,1,0]");
    assertThat(loaded(view)).isEqualTo(view);
  }

  @Test
  void keepsTheFormOfACancelledOrder() {
    var view = saved(EventFixtures.cancelledOrder("c-1"));

    assertThat(columnOf("document", view))
        .endsWith(
            ",\"cancelledAt\":\"2026-11-24T09:00:00.500Z\",\"cancellationReason\":\"changed my mind\","
                + "\"shipping\":{\"inTransit\":[]}}");
    assertThat(loaded(view)).isEqualTo(view);
  }

  private static OrderView saved(List<OrderEvent> events) {
    var view = OrderFolds.view(events);
    DATABASE.inTransaction(
        connection -> {
          OrderViewTable.save(
              connection, Map.of(), List.of(view), Map.of(view.id(), EventFixtures.TUESDAY));
          return null;
        });
    return view;
  }

  private static String columnOf(String column, OrderView view) {
    return DATABASE
        .read(
            connection ->
                Sql.query(
                    connection,
                    "SELECT " + column + " FROM views.order_view WHERE order_id = ?",
                    row -> row.getString(1),
                    view.id()))
        .get(0);
  }

  private static OrderView loaded(OrderView view) {
    return DATABASE.read(connection -> OrderViewTable.load(connection, List.of(view.id()))).get(0);
  }
}
