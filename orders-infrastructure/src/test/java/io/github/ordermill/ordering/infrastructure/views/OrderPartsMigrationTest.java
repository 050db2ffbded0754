package io.github.ordermill.ordering.infrastructure.views;

import static io.github.ordermill.ordering.infrastructure.events.EventFixtures.MONDAY;
import static io.github.ordermill.ordering.infrastructure.events.EventFixtures.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Migrations;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRunner;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Rows of the tables before version 4, with everything of an order in its document. */
class OrderPartsMigrationTest {

  private static final String PLACED =
      """
      {"lines":[\
      {"number":1,"productId":"sku-1","name":"Kettle","quantity":2,"shippedQuantity":0,\
      "cancelledQuantity":0,"price":"19.90","total":"39.80"},\
      {"number":2,"productId":"sku-2","quantity":1,"shippedQuantity":0,\
      "cancelledQuantity":0,"price":"5.00","total":"5.00"}],\
      "shippingAddress":{"name":"Ada Lovelace","street":"Main Street 1","city":"Berlin",\
      "postalCode":"10115","country":"DE"},\
      "shipments":[],"notes":[]}\
      """;

  private static final String PARTIALLY_SHIPPED =
      """
      {"lines":[\
      {"number":1,"productId":"sku-1","name":"Kettle","quantity":2,"shippedQuantity":2,\
      "cancelledQuantity":0,"price":"19.90","total":"39.80"},\
      {"number":2,"productId":"sku-2","quantity":1,"shippedQuantity":0,\
      "cancelledQuantity":0,"price":"5.00","total":"5.00"}],\
      "shippingAddress":{"name":"Ada Lovelace","street":"Main Street 1","city":"Berlin",\
      "postalCode":"10115","country":"DE"},\
      "shipments":[\
      {"number":1,"carrier":"DHL","trackingNumber":"JD – 1",\
      "lines":[{"line":1,"quantity":1}],\
      "shippedAt":"2026-11-23T09:00:00Z","deliveredAt":"2026-11-24T09:00:00.500Z"},\
      {"number":2,"carrier":"UPS","trackingNumber":"1Z",\
      "lines":[{"line":1,"quantity":1}],\
      "shippedAt":"2026-11-24T09:00:00.500Z"}],\
      "notes":[{"text":"Rings twice","author":"tester","writtenAt":"2026-11-23T09:00:00Z"},\
      {"text":"\uD83D\uDE00: \\"ü\\"","author":"tester","writtenAt":"2026-11-24T09:00:00.500Z"}],\
      "confirmedAt":"2026-11-23T09:00:00Z"}\
      """;

  private static final String EVENTFUL =
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
      """;

  private static final String CANCELLED =
      """
      {"lines":[\
      {"number":1,"productId":"sku-1","name":"Kettle","quantity":2,"shippedQuantity":0,\
      "cancelledQuantity":2,"price":"19.90","total":"0.00"},\
      {"number":2,"productId":"sku-2","quantity":1,"shippedQuantity":0,\
      "cancelledQuantity":1,"price":"5.00","total":"0.00"}],\
      "shippingAddress":{"name":"Ada Lovelace","street":"Main Street 1","city":"Berlin",\
      "postalCode":"10115","country":"DE"},\
      "shipments":[],"notes":[],"cancelledAt":"2026-11-24T09:00:00.500Z",\
      "cancellationReason":"changed my mind"}\
      """;

  private final Map<List<OrderEvent>, String> documents =
      Map.of(
          List.of(EventFixtures.placed("c-1")), PLACED,
          partiallyShipped(), PARTIALLY_SHIPPED,
          EventFixtures.eventfulOrder("c-1"), EVENTFUL,
          EventFixtures.cancelledOrder("c-1"), CANCELLED);

  @Test
  void keepsEverythingOfOrdersThatAreThere() {
    var dataSource = version3("order_parts_migration_test");
    var database = new Database(dataSource);
    database.inTransaction(
        connection -> {
          documents.forEach((events, document) -> insert(connection, events, document));
          return null;
        });

    Migrations.run(dataSource);

    for (var events : documents.keySet()) {
      assertShows(database, events);
      assertThat(notesOfOrder(database, events)).isEqualTo(notes(events));
    }
  }

  @Test
  void letsOrdersThatAreThereGoOn() {
    var dataSource = version3("order_parts_going_on_test");
    var database = new Database(dataSource);
    var events = new ArrayList<>(partiallyShipped());
    database.inTransaction(
        connection -> {
          insert(connection, events, PARTIALLY_SHIPPED);
          return null;
        });
    Migrations.run(dataSource);

    var order = replayed(events);
    for (var next :
        List.of(
            order.addNote("hi", TUESDAY),
            order.ship("DHL", "JD3", null, TUESDAY),
            order.recordDelivery(null, TUESDAY))) {
      events.add(next);
      database.inTransaction(connection -> EventFixtures.record(connection, next));
      new ProjectionRunner(new OrderProjection(), database, new EventLog(), Clock.systemUTC(), 1)
          .catchUp(List.of(next.order().value()));
    }

    assertShows(database, events);
  }

  private static DataSource version3(String name) {
    var dataSource = TestDatabase.blankDataSource(name);
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .defaultSchema("messaging")
        .target("3")
        .load()
        .migrate();
    return dataSource;
  }

  private static void assertShows(Database database, List<OrderEvent> events) {
    var view =
        database
            .read(
                connection ->
                    OrderViewTable.load(connection, List.of(events.get(0).order().value())))
            .get(0);
    assertThat(view).isEqualTo(OrderFolds.view(events));
    var parts = new SqlOrderParts(database);
    var version = view.orderVersion();
    assertThat(parts.notes(List.of(version)).getOrDefault(version, List.of()))
        .isEqualTo(OrderFolds.notes(events));
    assertThat(parts.shipments(List.of(version)).getOrDefault(version, List.of()))
        .isEqualTo(OrderFolds.shipments(events));
  }

  private static List<OrderEvent> partiallyShipped() {
    var placed = EventFixtures.placed("c-1");
    var order = new Order(placed);
    var unit = List.of(new LineQuantity(1, 1));
    return List.of(
        placed,
        order.addNote("Rings twice", MONDAY),
        order.confirm(MONDAY),
        order.ship("DHL", "JD – 1", unit, MONDAY),
        order.ship("UPS", "1Z", unit, TUESDAY),
        order.recordDelivery(1, TUESDAY),
        order.addNote("\uD83D\uDE00: \"ü\"", TUESDAY));
  }

  /** The order that has made {@link #partiallyShipped} events. */
  private static Order replayed(List<OrderEvent> events) {
    var order = new Order((OrderEvent.OrderPlaced) events.get(0));
    var unit = List.of(new LineQuantity(1, 1));
    order.addNote("Rings twice", MONDAY);
    order.confirm(MONDAY);
    order.ship("DHL", "JD – 1", unit, MONDAY);
    order.ship("UPS", "1Z", unit, TUESDAY);
    order.recordDelivery(1, TUESDAY);
    order.addNote("\uD83D\uDE00: \"ü\"", TUESDAY);
    return order;
  }

  /** Writes an order as version 3 did. */
  private static void insert(Connection connection, List<OrderEvent> events, String document) {
    var recorded = events.stream().map(event -> EventFixtures.record(connection, event)).toList();
    recorded.forEach(
        event ->
            Sql.update(
                connection,
                """
                INSERT INTO views.order_history (
                  order_id, version, event_id, type, schema_version, occurred_at,
                  actor, correlation_id, data)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::json)
                """,
                event.aggregateId(),
                event.version(),
                event.id(),
                event.type(),
                event.schemaVersion(),
                event.occurredAt(),
                event.actor(),
                event.correlationId(),
                event.payload()));
    var view = OrderFolds.view(events);
    Sql.update(
        connection,
        """
        INSERT INTO views.order_view (
          order_id, number, customer_id, reference, status, version,
          currency, total, placed_at, updated_at, document)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json)
        """,
        view.id(),
        view.number(),
        view.customerId(),
        view.reference(),
        view.status().name(),
        view.version(),
        view.total().currency(),
        view.total().amount(),
        view.placedAt(),
        events.get(events.size() - 1).at(),
        document);
    Sql.update(
        connection,
        """
        INSERT INTO ordering.orders (
          id, version, number, customer_id, status, currency, total, shipping_address, shipments,
          placed_at, lines)
        VALUES (?, ?, ?, 'c-1', 'PLACED', 'EUR', 1, '{}', 0, now(), '[]')
        """,
        view.id(),
        view.version(),
        view.number());
    Sql.update(
        connection,
        "INSERT INTO views.projection_checkpoint VALUES ('order', ?, ?)",
        view.id(),
        view.version());
  }

  private static String notesOfOrder(Database database, List<OrderEvent> events) {
    return database
        .read(
            connection ->
                Sql.query(
                    connection,
                    "SELECT notes, note_characters FROM ordering.orders WHERE id = ?",
                    row -> row.getInt(1) + ", " + row.getInt(2),
                    events.get(0).order().value()))
        .get(0);
  }

  private static String notes(List<OrderEvent> events) {
    var sizes = OrderFolds.view(events).sizes();
    return sizes.notes() + ", " + sizes.noteCharacters();
  }
}
