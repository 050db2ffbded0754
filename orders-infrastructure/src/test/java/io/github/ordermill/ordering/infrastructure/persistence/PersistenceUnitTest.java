package io.github.ordermill.ordering.infrastructure.persistence;

import static io.github.ordermill.ordering.infrastructure.events.EventFixtures.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ordermill.ordering.domain.Address;
import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderAction;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.ordering.domain.OrderLine;
import io.github.ordermill.ordering.domain.OrderStatus;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.ordering.infrastructure.events.OrderBuilder;
import io.github.ordermill.shared.application.NotFound;
import io.github.ordermill.shared.application.StaleVersion;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The mapping in orm.xml: EclipseLink checks it only when it is used. */
class PersistenceUnitTest {

  private static EntityManagerFactory factory;

  @BeforeAll
  static void start() {
    factory =
        Persistence.createEntityManagerFactory(
            "orders",
            Map.of(
                "jakarta.persistence.transactionType",
                "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource",
                "",
                "jakarta.persistence.nonJtaDataSource",
                TestDatabase.dataSource(),
                "eclipselink.weaving",
                "false",
                "eclipselink.logging.level",
                "WARNING"));
  }

  @AfterAll
  static void close() {
    factory.close();
  }

  @Test
  void storesAPlacedOrder() {
    var placed = EventFixtures.placed("c-1");
    inTransaction(
        orders -> {
          orders.add(new Order(placed));
          return null;
        });

    var stored = inTransaction(orders -> orders.get(placed.order(), 1));

    assertThat(stored.id()).isEqualTo(placed.order());
    assertThat(stored.version()).isEqualTo(1);
    assertThat(stored.status()).isEqualTo(OrderStatus.PLACED);
    assertThat(stored.total()).isEqualTo(placed.total());
  }

  @Test
  void storesShippedCancelledAndDeliveredQuantities() {
    var placed = EventFixtures.placed("c-1");
    var ofLine1 = List.of(new LineQuantity(1, 1));
    inTransaction(
        orders -> {
          orders.add(new Order(placed));
          return null;
        });

    change(placed.order(), order -> order.confirm(TUESDAY));
    change(placed.order(), order -> order.ship("DHL", "1", ofLine1, TUESDAY));
    change(placed.order(), order -> order.cancelLines(ofLine1, "broken", TUESDAY));
    change(placed.order(), order -> order.ship("DHL", "2", null, TUESDAY));
    change(placed.order(), order -> order.recordDelivery(2, TUESDAY));

    var stored = inTransaction(orders -> orders.get(placed.order(), 6));
    assertThat(stored.status()).isEqualTo(OrderStatus.SHIPPED);
    assertThat(stored.total().amount()).isEqualTo(new BigDecimal("24.90"));
    assertThat(change(placed.order(), Order::lines))
        .extracting(OrderLine::quantity, OrderLine::shipped, OrderLine::cancelled)
        .containsExactly(tuple(2, 1, 1), tuple(1, 1, 0));
    assertThat(change(placed.order(), order -> order.recordDelivery(null, TUESDAY)).shipments())
        .containsExactly(1);
    assertThat(inTransaction(orders -> orders.get(placed.order(), 7)).allowedActions())
        .containsExactly(OrderAction.ADD_NOTE);
  }

  @Test
  void storesChangesOfQuantityAndAddress() {
    var placed = EventFixtures.placed("c-1");
    var newAddress = new Address("Alan Turing", "Elm Road 2", "Wilmslow", "Cheshire", null, "GB");
    inTransaction(
        orders -> {
          orders.add(new Order(placed));
          return null;
        });

    change(placed.order(), order -> order.changeQuantity(2, 3, TUESDAY));
    change(placed.order(), order -> order.changeShippingAddress(newAddress, TUESDAY));

    var stored = inTransaction(orders -> orders.get(placed.order(), 3));
    assertThat(stored.total().amount()).isEqualTo(new BigDecimal("54.80"));
    assertThat(stored.shippingAddress()).isEqualTo(newAddress);
  }

  @Test
  void storesNumberAndLengthOfNotes() {
    var placed = EventFixtures.placed("c-1");
    inTransaction(
        orders -> {
          orders.add(new Order(placed));
          return null;
        });

    change(placed.order(), order -> order.addNote("hi", TUESDAY));
    change(placed.order(), order -> order.addNote("\uD83D\uDE00", TUESDAY));

    List<String> stored =
        TestDatabase.database()
            .read(
                connection ->
                    Sql.query(
                        connection,
                        "SELECT notes, note_characters FROM ordering.orders WHERE id = ?",
                        row -> row.getInt(1) + " notes, " + row.getInt(2) + " characters",
                        placed.order().value()));
    assertThat(stored).containsExactly("2 notes, 3 characters");
  }

  @Test
  void writesLittleForACommandOnALargeOrder() {
    var items =
        IntStream.rangeClosed(1, 1_000)
            .mapToObj(i -> OrderBuilder.item("sku " + UUID.randomUUID(), null, 1_000, i + ".19"))
            .toList();
    var placed = OrderBuilder.anOrder().items(items).placed();
    var unit = List.of(new LineQuantity(1, 1));
    inTransaction(
        orders -> {
          orders.add(new Order(placed));
          return null;
        });

    assertThat(walOf(placed.order(), order -> order.addNote("hi", TUESDAY))).isLessThan(2_000);
    change(placed.order(), order -> order.confirm(TUESDAY));
    assertThat(walOf(placed.order(), order -> order.ship("DHL", "JD", unit, TUESDAY)))
        .isLessThan(20_000);
    var shipment = new AtomicInteger();
    assertThat(
            walOf(
                placed.order(), order -> order.recordDelivery(shipment.incrementAndGet(), TUESDAY)))
        .isLessThan(2_000);
  }

  /** The smallest of a few: the first change of a page after a checkpoint is written whole. */
  private static long walOf(OrderId order, Function<Order, ?> command) {
    return IntStream.range(0, 4)
        .mapToLong(
            repetition -> {
              long before = TestDatabase.walPosition();
              change(order, command);
              return TestDatabase.walPosition() - before;
            })
        .min()
        .orElseThrow();
  }

  @Test
  void refusesAnUnknownOrder() {
    assertThatThrownBy(() -> inTransaction(o -> o.get(OrderId.next(Instant.now()), null)))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void refusesAnOrderOfAnotherVersion() {
    var placed = EventFixtures.placed("c-1");
    inTransaction(
        orders -> {
          orders.add(new Order(placed));
          return null;
        });

    assertThatThrownBy(() -> inTransaction(orders -> orders.get(placed.order(), 7)))
        .isInstanceOf(StaleVersion.class);
  }

  private static <E> E change(OrderId id, Function<Order, E> change) {
    return inTransaction(orders -> change.apply(orders.get(id, null)));
  }

  private static <T> T inTransaction(Function<JpaOrders, T> work) {
    try (var entities = factory.createEntityManager()) {
      var orders = new JpaOrders();
      orders.entities = entities;
      entities.getTransaction().begin();
      try {
        var result = work.apply(orders);
        entities.getTransaction().commit();
        return result;
      } finally {
        if (entities.getTransaction().isActive()) {
          entities.getTransaction().rollback();
        }
      }
    }
  }
}
