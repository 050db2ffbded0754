package io.github.ordermill.ordering.infrastructure.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.listing.OrderFilter;
import io.github.ordermill.ordering.application.listing.OrderSort;
import io.github.ordermill.ordering.application.listing.OrderSort.Direction;
import io.github.ordermill.ordering.application.listing.OrderSort.Field;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.ordering.infrastructure.events.OrderBuilder;
import io.github.ordermill.ordering.infrastructure.persistence.OrderNumberFixtures;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Readers that follow ascending lists while orders are placed and changed see each of them, and
 * none twice in one state, although commands and projections commit in any order.
 */
class UpwardReadingTest {

  private static final Database DATABASE = TestDatabase.emptyDatabase("upward_reading_test");
  private static final int WRITERS = 4;
  private static final int ORDERS_PER_WRITER = 60;
  private static final int PROJECTIONS = 2;
  private static final UUID END = new UUID(0, 0);

  private final BlockingQueue<UUID> changed = new LinkedBlockingQueue<>();
  private final Map<UUID, Integer> versions = new ConcurrentHashMap<>();
  private volatile boolean allApplied;

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void seesEveryOrderOnce() throws Exception {
    var threads = Executors.newCachedThreadPool();
    try {
      var writers = new ArrayList<Future<?>>();
      var projections = new ArrayList<Future<?>>();
      for (int i = 0; i < WRITERS; i++) {
        var random = new Random(i);
        writers.add(threads.submit(call(() -> write(random))));
      }
      for (int i = 0; i < PROJECTIONS; i++) {
        projections.add(threads.submit(call(this::project)));
      }
      var byPlacing = threads.submit(() -> follow(Field.PLACED_AT));
      var byNumber = threads.submit(() -> follow(Field.NUMBER));
      var byUpdate = threads.submit(() -> follow(Field.UPDATED_AT));
      for (var writer : writers) {
        writer.get();
      }
      projections.forEach(projection -> changed.add(END));
      for (var projection : projections) {
        projection.get();
      }
      allApplied = true;

      assertThat(ids(byPlacing.get()))
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(versions.keySet());
      assertThat(ids(byNumber.get()))
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(versions.keySet());
      var states = byUpdate.get().stream().map(UpwardReadingTest::state).toList();
      assertThat(states)
          .doesNotHaveDuplicates()
          .containsAll(
              versions.entrySet().stream()
                  .map(order -> order.getKey() + " " + order.getValue())
                  .toList());
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Void> call(Callable<?> work) {
    return () -> {
      work.call();
      return null;
    };
  }

  private Void write(Random random) throws SQLException {
    try (var connection = DATABASE.open()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < ORDERS_PER_WRITER; i++) {
        pause(connection, random);
        var placed = OrderBuilder.anOrder().number(OrderNumberFixtures.take(connection)).placed();
        pause(connection, random);
        if (commit(connection, placed, random) && random.nextInt(3) == 0) {
          var order = new Order(placed);
          commit(connection, order.addNote("Rings twice", EventFixtures.MONDAY), random);
        }
      }
    }
    return null;
  }

  private boolean commit(Connection connection, OrderEvent event, Random random)
      throws SQLException {
    EventFixtures.append(connection, event);
    pause(connection, random);
    if (event.version() == 1 && random.nextInt(10) == 0) {
      connection.rollback();
      return false;
    }
    connection.commit();
    versions.put(event.order().value(), event.version());
    changed.add(event.order().value());
    return true;
  }

  /** Holds the transaction open for a while, in one case of three. */
  private static void pause(Connection connection, Random random) {
    if (random.nextInt(3) == 0) {
      Sql.query(connection, "SELECT pg_sleep(?)", row -> null, random.nextInt(4) / 1000.0);
    }
  }

  /** Applies events of the orders that were changed, those of the latest order first. */
  private Void project() throws InterruptedException {
    var node =
        new ProjectionRunner(new OrderProjection(), DATABASE, new EventLog(), Clock.systemUTC(), 1);
    var orders = new ArrayList<UUID>();
    while (!orders.contains(END)) {
      orders.clear();
      orders.add(changed.take());
      changed.drainTo(orders, 5);
      while (orders.indexOf(END) != orders.lastIndexOf(END)) {
        orders.remove(END);
        changed.add(END);
      }
      for (int i = orders.size() - 1; i >= 0; i--) {
        node.catchUp(List.of(orders.get(i)));
      }
    }
    return null;
  }

  private List<OrderView> follow(Field field) {
    var views = new SqlOrderViews(DATABASE);
    var sort = new OrderSort(field, Direction.ASC);
    var seen = new ArrayList<OrderView>();
    String cursor = null;
    boolean isLast;
    do {
      DATABASE.read(it -> Sql.query(it, "SELECT pg_sleep(0.005)", row -> null));
      isLast = allApplied;
      views = isLast ? new SqlOrderViews(DATABASE) : views; // its horizon is the present one
      boolean hasMore;
      do {
        var page = views.list(new ListOrders(OrderFilter.NONE, sort, 10, cursor, null, null));
        var entries = page.entries();
        if (!entries.isEmpty()) {
          cursor = entries.get(entries.size() - 1).cursor();
        }
        seen.addAll(page.items());
        hasMore = page.hasMore();
      } while (hasMore);
    } while (!isLast);
    return seen;
  }

  private static List<UUID> ids(List<OrderView> orders) {
    return orders.stream().map(OrderView::id).toList();
  }

  private static String state(OrderView order) {
    return order.id() + " " + order.version();
  }
}
