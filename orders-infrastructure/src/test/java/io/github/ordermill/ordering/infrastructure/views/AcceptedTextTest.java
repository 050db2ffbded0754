package io.github.ordermill.ordering.infrastructure.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.listing.OrderSort;
import io.github.ordermill.ordering.domain.Address;
import io.github.ordermill.ordering.domain.CustomerId;
import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.Money;
import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.ordering.domain.OrderItem;
import io.github.ordermill.ordering.domain.OrderNumber;
import io.github.ordermill.ordering.domain.ProductId;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.ordering.infrastructure.events.OrderBuilder;
import io.github.ordermill.ordering.infrastructure.statistics.StatisticsProjection;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.projection.Projection;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRunner;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An accepted order gets its view, whatever its texts are. */
class AcceptedTextTest {

  private static final Database DATABASE = TestDatabase.emptyDatabase("accepted_text_test");
  private static final int MAX_LINES = 1_000;
  private static int numbers;

  @ParameterizedTest
  @ValueSource(ints = {0x3316, 0xFDFA, 0xAC01, 0x0041, 0x4E00, 0x0301})
  void showsAnOrderWithAWordOfTheLongestLength(int character) {
    assertIsShown(List.of(placed(1, line -> "x" + Character.toString(character).repeat(199))));
  }

  @Test
  void showsAnOrderWithAThousandLongWordsOfHangul() {
    assertIsShown(
        List.of(
            placed(
                MAX_LINES,
                line ->
                    IntStream.range(0, 150)
                        .mapToObj(i -> Character.toString(0xAC00 + (line * 11 + i * 7) % 11_172))
                        .reduce("", String::concat))));
  }

  @Test
  void showsAnOrderWithTwoHundredThousandWords() {
    assertIsShown(
        List.of(
            placed(
                MAX_LINES,
                line ->
                    IntStream.range(0, 100)
                        .mapToObj(i -> Character.toString(0x4E00 + (line * 100 + i) % 20_000) + " ")
                        .reduce("", String::concat))));
  }

  @Property(tries = 150)
  void showsEveryOrderThatTheContractAdmits(@ForAll long seed) {
    var random = new Random(seed);
    var text = new AnyText(random);

    assertIsShown(life(random, text));
    assertCanBeSearchedFor(text.of(100));
  }

  @Property(tries = 4)
  void showsEveryOrderOfAThousandLines(@ForAll long seed) {
    var text = new AnyText(new Random(seed));

    assertIsShown(List.of(placed(MAX_LINES, line -> text.of(200))));
  }

  private static void assertIsShown(List<? extends OrderEvent> life) {
    var order = life.get(0).order().value();
    DATABASE.inTransaction(
        connection -> life.stream().map(event -> EventFixtures.record(connection, event)).toList());
    for (var projection : List.<Projection>of(new OrderProjection(), new StatisticsProjection())) {
      new ProjectionRunner(projection, DATABASE, new EventLog(), Clock.systemUTC(), 1)
          .catchUp(List.of(order));
    }

    assertThat(errors(order)).isEmpty();
    var view = OrderFolds.view(life);
    var shown = DATABASE.read(connection -> OrderViewTable.load(connection, List.of(order)));
    assertThat(shown).containsExactly(view);
    var version = view.orderVersion();
    var parts = new SqlOrderParts(DATABASE);
    assertThat(parts.notes(List.of(version)).getOrDefault(version, List.of()))
        .isEqualTo(OrderFolds.notes(life));
    assertThat(parts.shipments(List.of(version)).getOrDefault(version, List.of()))
        .isEqualTo(OrderFolds.shipments(life));
  }

  private static List<String> errors(UUID order) {
    return DATABASE.read(
        connection ->
            Sql.query(
                connection,
                "SELECT projection || ': ' || error FROM messaging.dead_letter WHERE aggregate_id = ?",
                row -> row.getString(1),
                order));
  }

  private static void assertCanBeSearchedFor(String text) {
    var filter = new OrderFilterBuilder().text(text).filter();
    var list = new ListOrders(filter, OrderSort.NEWEST_FIRST, 5, null, null, null);

    assertThat(new SqlOrderViews(DATABASE).list(list).items()).hasSizeLessThanOrEqualTo(5);
  }

  private static OrderEvent.OrderPlaced placed(int lines, IntFunction<String> name) {
    return OrderBuilder.anOrder()
        .number(++numbers)
        .items(IntStream.range(0, lines).mapToObj(i -> item("sku-" + i, name.apply(i))).toList())
        .placed();
  }

  private static OrderItem item(String product, String name) {
    return new OrderItem(
        new ProductId(product), name, 9, new Money(BigDecimal.ONE, Currency.getInstance("EUR")));
  }

  /** All commands, each of their texts a different one. */
  private static List<OrderEvent> life(Random random, AnyText text) {
    var at = EventFixtures.MONDAY;
    var events = new ArrayList<OrderEvent>();
    events.add(
        Order.place(
            OrderId.next(at),
            OrderNumber.of(++numbers),
            new CustomerId(text.of(100)),
            random.nextInt(4) == 0 ? null : text.of(100),
            IntStream.rangeClosed(0, random.nextInt(5))
                .mapToObj(i -> item(text.of(100), random.nextInt(4) == 0 ? null : text.of(200)))
                .toList(),
            address(text),
            at));
    var order = new Order((OrderEvent.OrderPlaced) events.get(0));
    events.add(order.changeShippingAddress(address(text), at));
    events.add(order.addNote(text.of(10_000), at));
    events.add(order.confirm(at));
    events.add(order.ship(text.of(100), text.of(100), List.of(new LineQuantity(1, 1)), at));
    events.add(order.cancelLines(List.of(new LineQuantity(1, 1)), text.of(1_000), at));
    events.add(order.ship(text.of(100), text.of(100), null, at));
    return events;
  }

  private static Address address(AnyText text) {
    return new Address(text.of(200), text.of(200), text.of(100), text.of(100), text.of(20), "DE");
  }
}
