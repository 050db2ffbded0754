package io.github.ordermill.ordering.infrastructure.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.ordering.domain.OrderStatus;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.shared.application.NotFound;
import io.github.ordermill.shared.application.StaleVersion;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The mapping in orm.xml is only ever checked by using it. */
class PersistenceUnitTest {

  private static EntityManagerFactory factory;

  @BeforeAll
  static void boot() {
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
  void keepsAPlacedOrder() {
    var placed = EventFixtures.placed("c-1");
    inTransaction(
        orders -> {
          orders.add(new Order(placed));
          return null;
        });

    var kept = inTransaction(orders -> orders.get(placed.order(), 1));

    assertThat(kept.id()).isEqualTo(placed.order());
    assertThat(kept.version()).isEqualTo(1);
    assertThat(kept.status()).isEqualTo(OrderStatus.PLACED);
    assertThat(kept.total()).isEqualTo(placed.total());
  }

  @Test
  void shipsWhatWasKept() {
    var placed = EventFixtures.placed("c-1");
    inTransaction(
        orders -> {
          orders.add(new Order(placed));
          return null;
        });

    var shipped =
        inTransaction(
            orders -> orders.get(placed.order(), null).ship("DHL", "1", EventFixtures.TUESDAY));

    assertThat(shipped.lines()).hasSize(2);
    assertThat(shipped.version()).isEqualTo(2);
    var kept = inTransaction(orders -> orders.get(placed.order(), 2));
    assertThat(kept.status()).isEqualTo(OrderStatus.SHIPPED);
    assertThat(kept.status().allowedActions()).isEmpty();
  }

  @Test
  void saysWhatIsNotThere() {
    assertThatThrownBy(() -> inTransaction(o -> o.get(OrderId.next(Instant.now()), null)))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void saysWhenTheVersionIsAnother() {
    var placed = EventFixtures.placed("c-1");
    inTransaction(
        orders -> {
          orders.add(new Order(placed));
          return null;
        });

    assertThatThrownBy(() -> inTransaction(orders -> orders.get(placed.order(), 7)))
        .isInstanceOf(StaleVersion.class);
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
