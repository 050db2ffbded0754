package io.github.ordermill.ordering.infrastructure.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.listing.OrderFilter;
import io.github.ordermill.ordering.application.listing.OrderSort;
import io.github.ordermill.ordering.application.listing.OrderSort.Direction;
import io.github.ordermill.ordering.application.listing.OrderSort.Field;
import io.github.ordermill.ordering.application.reading.OrderPart;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderView.Status;
import io.github.ordermill.ordering.domain.Money;
import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderEvent.OrderPlaced;
import io.github.ordermill.ordering.domain.OrderItem;
import io.github.ordermill.ordering.domain.ProductId;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.ordering.infrastructure.events.OrderBuilder;
import io.github.ordermill.ordering.infrastructure.persistence.OrderNumberFixtures;
import io.github.ordermill.shared.application.paging.CursorPage;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRunner;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The pages of a list, read from either end, hold the matching orders in the sort order. */
class OrderListQueryTest {

  private static final Database DATABASE = TestDatabase.emptyDatabase("order_list_test");
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final List<String> NAMES = List.of("Kettle", "Crème brûlée", "Tea Cup", "TEA set");

  private SqlOrderViews views = new SqlOrderViews(DATABASE);
  private final Map<UUID, Instant> updatedAt = new HashMap<>();

  @Property(tries = 12)
  void listsMatchingOrdersInOrderFromEitherEnd(
      @ForAll long seed, @ForAll @IntRange(max = 40) int orders) {
    var random = new Random(seed);
    var all = project(random, orders);

    for (int i = 0; i < 12; i++) {
      var filter = anyFilter(random, all);
      var sort = anySort(random);
      int size = 3 + random.nextInt(20);
      views = new SqlOrderViews(DATABASE, Optional.of(anySchedule(random)));

      var expected =
          all.stream().filter(order -> passes(order, filter)).sorted(order(sort)).toList();

      assertThat(readForwards(filter, sort, size)).isEqualTo(expected);
      assertThat(readBackwards(filter, sort, size)).isEqualTo(expected);
      assertThat(total(filter, sort)).isEqualTo(expected.size());
    }
  }

  @Property(tries = 8)
  void readsBetweenTwoCursorsFromEitherEnd(@ForAll long seed) {
    var random = new Random(seed);
    var sort = anySort(random);
    project(random, 12);
    var all = list(OrderFilter.NONE, sort, 100, null, null, null).entries();
    var after = all.get(2).cursor();
    var before = all.get(8).cursor();

    var beginning = list(OrderFilter.NONE, sort, 3, after, null, before);
    var end = list(OrderFilter.NONE, sort, null, after, 3, before);
    var whole = list(OrderFilter.NONE, sort, 5, after, null, before);

    assertThat(beginning.entries()).isEqualTo(all.subList(3, 6));
    assertThat(beginning.hasMore()).isTrue();
    assertThat(end.entries()).isEqualTo(all.subList(5, 8));
    assertThat(end.hasMore()).isTrue();
    assertThat(whole.entries()).isEqualTo(all.subList(3, 8));
    assertThat(whole.hasMore()).isFalse();
  }

  @Test
  void sortsNumbersByValueBeyondEightDigits() {
    clear();
    var numbers = List.of(100_000_000L, 99_999_999L, 7L, 1_000_000_000L);
    project(numbers.stream().map(OrderListQueryTest::placed).toList());

    assertThat(readForwards(OrderFilter.NONE, new OrderSort(Field.NUMBER, Direction.ASC), 1))
        .extracting(OrderView::number)
        .containsExactly("O-00000007", "O-99999999", "O-100000000", "O-1000000000");
  }

  @Test
  void continuesAfterTheCursorIfOrdersAreInsertedBeforeItAndItsOrderIsDeleted() {
    clear();
    project(LongStream.rangeClosed(1, 6).mapToObj(OrderListQueryTest::placed).toList());
    var newestNumbers = new OrderSort(Field.NUMBER, Direction.DESC);
    var first = list(OrderFilter.NONE, newestNumbers, 2, null, null, null);

    project(List.of(placed(7)));
    DATABASE.inTransaction(
        connection ->
            Sql.update(connection, "DELETE FROM views.order_view WHERE number = ?", "O-00000005"));
    var second =
        list(OrderFilter.NONE, newestNumbers, 2, first.entries().get(1).cursor(), null, null);

    assertThat(first.items())
        .extracting(OrderView::number)
        .containsExactly("O-00000006", "O-00000005");
    assertThat(second.items())
        .extracting(OrderView::number)
        .containsExactly("O-00000004", "O-00000003");
  }

  private List<OrderView> readForwards(OrderFilter filter, OrderSort sort, int size) {
    var read = new ArrayList<OrderView>();
    CursorPage<OrderView> page;
    String cursor = null;
    do {
      page = list(filter, sort, size, cursor, null, null);
      read.addAll(page.items());
      cursor = page.hasMore() ? page.entries().get(size - 1).cursor() : null;
    } while (page.hasMore());
    return read;
  }

  private List<OrderView> readBackwards(OrderFilter filter, OrderSort sort, int size) {
    var read = new ArrayList<OrderView>();
    CursorPage<OrderView> page;
    String cursor = null;
    do {
      page = list(filter, sort, null, null, size, cursor);
      read.addAll(0, page.items());
      cursor = page.hasMore() ? page.entries().get(0).cursor() : null;
    } while (page.hasMore());
    return read;
  }

  /** The total as an empty page has it: the one before the first order. */
  private Integer total(OrderFilter filter, OrderSort sort) {
    var first = list(filter, sort, 1, null, null, null).entries();
    var cursor = first.isEmpty() ? null : first.get(0).cursor();
    var page =
        views.list(new ListOrders(filter, sort, null, null, 1, cursor, OrderPart.ALL, true, false));
    assertThat(page.entries()).isEmpty();
    return page.total();
  }

  @Test
  void readsOnlyTheColumnsOfTheSelectedParts() {
    assertThat(columns(Set.of())).doesNotContain("document", "v.lines", "v.quantities");
    assertThat(columns(Set.of(OrderPart.DETAILS)))
        .contains("v.document")
        .doesNotContain("v.lines", "v.quantities");
    assertThat(columns(Set.of(OrderPart.LINES)))
        .contains("v.lines", "v.quantities")
        .doesNotContain("document");
  }

  private static String columns(Set<OrderPart> parts) {
    return OrderListQuery.page(
            new ListOrders(
                OrderFilter.NONE, OrderSort.NEWEST_FIRST, 5, null, null, null, parts, false, false),
            new FilterConditions(OrderFilter.NONE),
            Optional.empty(),
            Optional.empty())
        .text();
  }

  private CursorPage<OrderView> list(
      OrderFilter filter,
      OrderSort sort,
      Integer first,
      String after,
      Integer last,
      String before) {
    return views.list(new ListOrders(filter, sort, first, after, last, before));
  }

  private List<OrderView> project(Random random, int orders) {
    clear();
    var all = new ArrayList<OrderView>();
    var lives = new ArrayList<List<OrderEvent>>();
    for (int i = 0; i < orders; i++) {
      var placed = placed(random, Math.abs(random.nextInt()) + 1L);
      var view = OrderFolds.after(null, placed);
      if (random.nextInt(3) > 0) {
        lives.add(List.of(placed));
        updatedAt.put(view.id(), placed.at());
        all.add(view);
      } else {
        var later = placed.at().plusSeconds(random.nextInt(3));
        var cancelled = new Order(placed).cancel("no more", later);
        lives.add(List.of(placed, cancelled));
        updatedAt.put(view.id(), later);
        all.add(OrderFolds.after(view, cancelled));
      }
    }
    project(lives);
    return all;
  }

  private static void clear() {
    DATABASE.inTransaction(
        connection -> {
          for (var table :
              List.of(
                  "messaging.event_log",
                  "views.order_view",
                  "views.order_history",
                  "views.order_note",
                  "views.order_shipment",
                  "views.order_search",
                  "views.order_tracking",
                  "views.order_product",
                  "views.order_count",
                  "views.customer_order_count",
                  "views.projection_checkpoint")) {
            Sql.update(connection, "DELETE FROM " + table);
          }
          OrderNumberFixtures.skipChosenNumbers(connection);
          return null;
        });
  }

  private static void project(List<List<OrderEvent>> lives) {
    DATABASE.inTransaction(
        connection ->
            lives.stream()
                .flatMap(List::stream)
                .map(event -> EventFixtures.record(connection, event))
                .toList());
    new ProjectionRunner(new OrderProjection(), DATABASE, new EventLog(), Clock.systemUTC(), 3)
        .catchUp(lives.stream().map(life -> life.get(0).order().value()).toList());
  }

  private static List<OrderEvent> placed(long number) {
    return List.of(placed(new Random(number), number));
  }

  private static OrderPlaced placed(Random random, long number) {
    var at = NOON.plus(Duration.ofMinutes(random.nextInt(10)));
    var currency = Currency.getInstance(random.nextInt(4) == 0 ? "JPY" : "EUR");
    var items = new ArrayList<OrderItem>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      items.add(
          new OrderItem(
              new ProductId("sku-" + random.nextInt(4)),
              random.nextInt(4) == 0 ? null : NAMES.get(random.nextInt(NAMES.size())),
              1 + random.nextInt(2),
              new Money(BigDecimal.valueOf(1 + random.nextInt(3)), currency)));
    }
    return OrderBuilder.anOrder()
        .number(number)
        .customer("c-" + random.nextInt(3))
        .reference(random.nextBoolean() ? null : "PO-" + random.nextInt(3) + "/Ä")
        .items(items)
        .addressee(random.nextBoolean() ? "Ada Lovelace" : "Zoë O'Brien")
        .at(at)
        .placed();
  }

  /** A schedule with short turns, so that each of them can win. */
  private static RaceSchedule anySchedule(Random random) {
    int first = 1 + random.nextInt(10);
    int few = 1 + random.nextInt(10);
    return new RaceSchedule(
        List.of(first, first + random.nextInt(10), first + 10 + random.nextInt(10)),
        List.of(few, few + random.nextInt(10)));
  }

  private static OrderSort anySort(Random random) {
    return new OrderSort(
        Field.values()[random.nextInt(Field.values().length)],
        Direction.values()[random.nextInt(Direction.values().length)]);
  }

  private static OrderFilter anyFilter(Random random, List<OrderView> all) {
    int restrictions = random.nextInt(3);
    var asked = random.ints(restrictions, 0, 10).boxed().toList();
    Function<Integer, Boolean> by = asked::contains;
    var from = NOON.plus(Duration.ofMinutes(random.nextInt(10)));
    return new OrderFilter(
        by.apply(0) ? "c-" + random.nextInt(4) : null,
        by.apply(1)
            ? Stream.of(Status.PLACED, Status.CANCELLED, Status.SHIPPED)
                .limit(1 + random.nextInt(3))
                .toList()
            : null,
        by.apply(2) ? "sku-" + random.nextInt(5) : null,
        by.apply(3) ? "PO-" + random.nextInt(4) + "/Ä" : null,
        by.apply(4) ? from : null,
        by.apply(5) ? NOON.plus(Duration.ofMinutes(random.nextInt(12))) : null,
        by.apply(6) ? List.of("EUR", "JPY", "BHD").get(random.nextInt(3)) : null,
        by.apply(7) ? BigDecimal.valueOf(random.nextInt(8)) : null,
        by.apply(8) ? BigDecimal.valueOf(random.nextInt(12)) : null,
        by.apply(9) ? anyText(random, all) : null);
  }

  private static String anyText(Random random, List<OrderView> all) {
    var texts =
        new ArrayList<>(
            List.of(
                "kett", "TEA", "Brulee", "brien o", "ett", "Zoë po", "%", "po 1", "'", "set 2"));
    if (!all.isEmpty()) {
      var number = all.get(random.nextInt(all.size())).number();
      texts.addAll(List.of(number, number, number.substring(5), number.substring(4, 8)));
    }
    return texts.get(random.nextInt(texts.size()));
  }

  private static boolean passes(OrderView order, OrderFilter filter) {
    return (filter.customerId() == null || filter.customerId().equals(order.customerId()))
        && (filter.statuses().isEmpty() || filter.statuses().contains(order.status()))
        && (filter.productId() == null
            || order.lines().stream().anyMatch(it -> it.productId().equals(filter.productId())))
        && (filter.reference() == null || filter.reference().equals(order.reference()))
        && (filter.placedFrom() == null || !order.placedAt().isBefore(filter.placedFrom()))
        && (filter.placedTo() == null || order.placedAt().isBefore(filter.placedTo()))
        && (filter.currency() == null || filter.currency().equals(order.total().currency()))
        && (filter.minTotal() == null || order.total().amount().compareTo(filter.minTotal()) >= 0)
        && (filter.maxTotal() == null || order.total().amount().compareTo(filter.maxTotal()) <= 0)
        && (filter.text() == null || finds(filter.text(), order));
  }

  /** Whether a text of {@link #anyText} finds the order. */
  private static boolean finds(String text, OrderView order) {
    boolean isZoe = order.shippingAddress().name().startsWith("Zoë");
    var names = order.lines().stream().map(OrderView.Line::name).filter(Objects::nonNull).toList();
    return switch (text) {
      case "kett" -> names.contains("Kettle");
      case "TEA" -> names.contains("Tea Cup") || names.contains("TEA set");
      case "Brulee" -> names.contains("Crème brûlée");
      case "brien o" -> isZoe;
      case "Zoë po" -> isZoe && order.reference() != null;
      case "po 1" -> "PO-1/Ä".equals(order.reference());
      case "set 2" -> names.contains("TEA set") && "PO-2/Ä".equals(order.reference());
      case "ett", "%", "'" -> false;
      default -> {
        var digits = text.replace("O-", "");
        yield order.number().contains(digits)
            || order.shippingAddress().postalCode().startsWith(digits);
      }
    };
  }

  private Comparator<OrderView> order(OrderSort sort) {
    Comparator<OrderView> order =
        switch (sort.field()) {
          case PLACED_AT -> Comparator.comparing(OrderView::placedAt);
          case UPDATED_AT -> Comparator.comparing(view -> updatedAt.get(view.id()));
          case TOTAL -> Comparator.comparing(view -> view.total().amount());
          case NUMBER -> Comparator.comparing(view -> Long.valueOf(view.number().substring(2)));
        };
    var whole = order.thenComparing(view -> view.id().toString());
    return sort.direction() == Direction.DESC ? Collections.reverseOrder(whole) : whole;
  }
}
