package io.github.ordermill.ordering.infrastructure.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderView.Amount;
import io.github.ordermill.ordering.application.statistics.CustomerView;
import io.github.ordermill.ordering.application.statistics.DailySalesView;
import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.Money;
import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderItem;
import io.github.ordermill.ordering.domain.ProductId;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.ordering.infrastructure.events.OrderBuilder;
import io.github.ordermill.ordering.infrastructure.views.OrderViewFold;
import io.github.ordermill.shared.domain.InvalidArgument;
import io.github.ordermill.shared.domain.RuleBroken;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.projection.ConcurrentDeliveries;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRunner;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The sums equal those of the log, for any order and number of deliveries. */
class StatisticsProjectionTest {

  private static final Database DATABASE = TestDatabase.database();
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Currency JPY = Currency.getInstance("JPY");

  /** Range of random days, up to the year 9909, so that tests do not share a day. */
  private static final int DAYS = 2_900_000;

  private final ProjectionRunner runner =
      new ProjectionRunner(
          new StatisticsProjection(), DATABASE, new EventLog(), Clock.systemUTC(), 3);
  private final SqlCustomerViews customerViews = new SqlCustomerViews(DATABASE);
  private final SqlDailySalesViews salesViews = new SqlDailySalesViews(DATABASE);
  private String customer = anyCustomer();

  @Test
  void countsAnOrderOnceIfEveryEventIsDeliveredTwice() {
    var events = record(EventFixtures.eventfulOrder(customer));

    for (var event : events) {
      deliver(event);
      deliver(event);
    }

    assertThat(customerViews.find(customer))
        .contains(
            new CustomerView(
                customer,
                1,
                0,
                0,
                List.of(new Amount(new BigDecimal("64.70"), "EUR")),
                EventFixtures.MONDAY,
                EventFixtures.MONDAY));
  }

  @Test
  void subtractsACancelledOrderFromTheDayOfItsPlacing() {
    var day = anyDay();
    var placed = placed(day, EUR, new Random(1));
    var cancelled = new Order(placed).cancel("changed my mind", placed.at().plusSeconds(200_000));

    record(List.of(placed, cancelled)).forEach(this::deliver);

    assertThat(salesViews.between(day, day.plusDays(3), "EUR"))
        .containsExactly(
            new DailySalesView(day, 1, 1, 0, new Amount(new BigDecimal("0.00"), "EUR")));
    assertThat(customerViews.find(customer).orElseThrow().cancelledOrderCount()).isEqualTo(1);
  }

  @Test
  void hasNoCustomerWithoutOrders() {
    assertThat(customerViews.find(customer)).isEmpty();
  }

  @Property(tries = 15)
  void showsTheSumsOfTheLogForAnyDeliveries(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int orders) throws Exception {
    customer = anyCustomer();
    var random = new Random(seed);
    var days = List.of(anyDay(), anyDay());
    var log = new ArrayList<List<RecordedEvent>>();
    for (int i = 0; i < orders; i++) {
      var placed = placed(days.get(random.nextInt(2)), random.nextBoolean() ? EUR : JPY, random);
      log.add(record(life(placed, random)));
    }
    var deliveries = new ArrayList<RecordedEvent>();
    for (var life : log) {
      for (var event : life) {
        deliveries.addAll(Collections.nCopies(1 + random.nextInt(4), event));
      }
    }
    Collections.shuffle(deliveries, random);

    ConcurrentDeliveries.handIn(
        4, deliveries.stream().map(event -> (Callable<Void>) () -> deliver(event)).toList());

    var views = log.stream().map(StatisticsProjectionTest::fold).toList();
    var shown = customerViews.find(customer).orElseThrow();
    assertThat(shown.orderCount()).isEqualTo(orders);
    assertThat(shown.openOrderCount())
        .isEqualTo(count(views, hasStatus("DELIVERED").or(hasStatus("CANCELLED")).negate()));
    assertThat(shown.cancelledOrderCount()).isEqualTo(count(views, hasStatus("CANCELLED")));
    for (var currency : List.of(EUR, JPY)) {
      var inCurrency =
          views.stream()
              .filter(view -> view.total().currency().equals(currency.getCurrencyCode()))
              .toList();
      assertThat(shown.spent())
          .filteredOn(spent -> spent.currency().equals(currency.getCurrencyCode()))
          .isEqualTo(inCurrency.isEmpty() ? List.of() : List.of(total(inCurrency, currency)));
      for (var day : days) {
        assertThat(salesViews.between(day, day, currency.getCurrencyCode()))
            .isEqualTo(sum(day, currency, inCurrency));
      }
    }
  }

  private static List<DailySalesView> sum(LocalDate day, Currency currency, List<OrderView> views) {
    var onDay =
        views.stream()
            .filter(view -> LocalDate.ofInstant(view.placedAt(), ZoneOffset.UTC).equals(day))
            .toList();
    return onDay.isEmpty()
        ? List.of()
        : List.of(
            new DailySalesView(
                day,
                onDay.size(),
                count(onDay, hasStatus("CANCELLED")),
                onDay.stream()
                    .flatMap(view -> view.lines().stream())
                    .mapToInt(line -> line.quantity() - line.cancelledQuantity())
                    .sum(),
                total(onDay, currency)));
  }

  private static Amount total(List<OrderView> views, Currency currency) {
    return views.stream()
        .map(OrderView::total)
        .reduce(
            new Amount(new Money(BigDecimal.ZERO, currency).amount(), currency.getCurrencyCode()),
            (a, b) -> new Amount(a.amount().add(b.amount()), b.currency()));
  }

  private static int count(List<OrderView> views, Predicate<OrderView> which) {
    return (int) views.stream().filter(which).count();
  }

  private static Predicate<OrderView> hasStatus(String status) {
    return view -> view.status().name().equals(status);
  }

  /** Events of an order after random commands. */
  private static List<OrderEvent> life(OrderEvent.OrderPlaced placed, Random random) {
    var order = new Order(placed);
    var events = new ArrayList<OrderEvent>(List.of(placed));
    for (int step = random.nextInt(10); step > 0; step--) {
      var at = placed.at().plus(random.nextInt(100), ChronoUnit.HOURS);
      var part = List.of(new LineQuantity(1 + random.nextInt(2), 1 + random.nextInt(2)));
      List<Function<Order, OrderEvent>> commands =
          List.of(
              some -> some.confirm(at),
              some -> some.changeQuantity(1 + random.nextInt(2), 1 + random.nextInt(9), at),
              some -> some.cancelLines(part, "out of stock", at),
              some -> some.ship("DHL", "JD1", random.nextBoolean() ? part : null, at),
              some -> some.recordDelivery(null, at),
              some -> some.addNote("a note", at),
              some -> some.cancel("changed my mind", at));
      int command = random.nextInt(20);
      try {
        events.add(commands.get(Math.min(command / 3, commands.size() - 1)).apply(order));
      } catch (RuleBroken | InvalidArgument refused) {
        continue;
      }
    }
    return events;
  }

  private OrderEvent.OrderPlaced placed(LocalDate day, Currency currency, Random random) {
    var at = day.atStartOfDay().toInstant(ZoneOffset.UTC).plusMillis(random.nextInt(86_400_000));
    return OrderBuilder.anOrder()
        .number(1 + random.nextInt(1_000_000_000))
        .customer(customer)
        .items(List.of(item(currency, random), item(currency, random)))
        .at(at)
        .placed();
  }

  private static OrderItem item(Currency currency, Random random) {
    return new OrderItem(
        new ProductId("tea"),
        null,
        1 + random.nextInt(5),
        new Money(
            BigDecimal.valueOf(random.nextInt(10_000), currency.getDefaultFractionDigits()),
            currency));
  }

  private static String anyCustomer() {
    return "customer-" + UUID.randomUUID();
  }

  private static LocalDate anyDay() {
    return LocalDate.ofEpochDay(Math.floorMod(UUID.randomUUID().hashCode(), DAYS));
  }

  private Void deliver(RecordedEvent event) {
    runner.deliver(List.of(event.ref()));
    return null;
  }

  private static OrderView fold(List<RecordedEvent> events) {
    OrderView view = null;
    for (var event : events) {
      view = OrderViewFold.after(view, event);
    }
    return view;
  }

  private static List<RecordedEvent> record(List<? extends OrderEvent> events) {
    return DATABASE.inTransaction(
        connection ->
            events.stream().map(event -> EventFixtures.record(connection, event)).toList());
  }
}
