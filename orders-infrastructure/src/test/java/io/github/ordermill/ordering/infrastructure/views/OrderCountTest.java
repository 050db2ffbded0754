package io.github.ordermill.ordering.infrastructure.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.listing.OrderFilter;
import io.github.ordermill.ordering.application.reading.OrderView.Status;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlText;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.eventlog.EventRef;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.projection.ConcurrentDeliveries;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRunner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The stored counts equal the numbers of rows. */
class OrderCountTest {

  private static final Database DATABASE = TestDatabase.emptyDatabase("order_count_test");

  private static final List<String> CUSTOMERS = List.of("c-1", "c-2", "c-3");

  @Property(tries = 5)
  void areExactForAnyDeliveriesOnTwoNodes(@ForAll long seed) throws Exception {
    var random = new Random(seed);
    var nodes = List.of(node(), node());
    var deliveries = new ArrayList<Callable<Void>>();
    for (int i = 0; i < 15; i++) {
      for (var event : record(anyEvents(random))) {
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
          var node = nodes.get(random.nextInt(2));
          deliveries.add(() -> deliver(node, List.of(event.ref())));
        }
      }
    }
    Collections.shuffle(deliveries, random);

    ConcurrentDeliveries.handIn(6, deliveries);

    assertCountsAreExact();
  }

  @Property(tries = 3)
  void areExactAfterConcurrentDeliveriesOfABacklog(@ForAll long seed) throws Exception {
    var random = new Random(seed);
    var nodes = List.of(node(), node());
    var lives = Stream.generate(() -> anyEvents(random)).limit(400).flatMap(List::stream).toList();
    var events = new ArrayList<>(record(lives).stream().map(RecordedEvent::ref).toList());
    events.addAll(events.subList(0, events.size() / 3));
    Collections.shuffle(events, random);
    var deliveries = new ArrayList<Callable<Void>>();
    for (int from = 0, to; from < events.size(); from = to) {
      to = Math.min(events.size(), from + 1 + random.nextInt(50));
      var message = List.copyOf(events.subList(from, to));
      var node = nodes.get(random.nextInt(2));
      deliveries.add(() -> deliver(node, message));
    }

    ConcurrentDeliveries.handIn(24, deliveries);

    assertThat(
            number(
                SqlText.of(
                    """
                    SELECT count(*) FROM (
                      SELECT aggregate_id AS order_id, max(version) AS version
                      FROM messaging.event_log GROUP BY aggregate_id) log
                    LEFT JOIN views.order_view shown USING (order_id)
                    WHERE shown.version IS DISTINCT FROM log.version
                    """)))
        .isZero();
    assertCountsAreExact();
  }

  private static void assertCountsAreExact() {
    var customers = new ArrayList<>(CUSTOMERS);
    customers.add(null);
    customers.add("unknown");
    for (var customer : customers) {
      for (var statuses :
          List.of(
              List.<Status>of(),
              List.of(Status.PLACED),
              List.of(Status.SHIPPED),
              List.of(
                  Status.CANCELLED,
                  Status.DELIVERED,
                  Status.PARTIALLY_SHIPPED,
                  Status.CONFIRMED))) {
        var filter = OrderFilter.of(customer, statuses);

        assertThat(OrderCountTable.covers(filter)).isTrue();
        assertThat(number(OrderCountTable.count(filter)))
            .as("%s", filter)
            .isEqualTo(number(OrderListQuery.count(new FilterConditions(filter))));
      }
    }
    assertThat(number(SqlText.of("SELECT count(*) FROM views.order_count WHERE orders < 0")))
        .isZero();
  }

  private static int number(SqlText statement) {
    return DATABASE
        .read(connection -> Sql.query(connection, statement, row -> row.getInt(1)))
        .get(0);
  }

  private static List<? extends OrderEvent> anyEvents(Random random) {
    var customer = CUSTOMERS.get(random.nextInt(CUSTOMERS.size()));
    return switch (random.nextInt(4)) {
      case 0 -> List.of(EventFixtures.placed(customer));
      case 1 -> EventFixtures.shippedOrder(customer);
      case 2 -> EventFixtures.cancelledOrder(customer);
      default -> EventFixtures.eventfulOrder(customer);
    };
  }

  private static ProjectionRunner node() {
    return new ProjectionRunner(
        new OrderProjection(), DATABASE, new EventLog(), Clock.systemUTC(), 3);
  }

  private static Void deliver(ProjectionRunner node, List<EventRef> message) {
    node.deliver(message);
    return null;
  }

  private static List<RecordedEvent> record(List<? extends OrderEvent> life) {
    return DATABASE.inTransaction(
        connection -> life.stream().map(event -> EventFixtures.record(connection, event)).toList());
  }
}
