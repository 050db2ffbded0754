package io.github.ordermill.ordering.infrastructure.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.domain.Address;
import io.github.ordermill.ordering.domain.CustomerId;
import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.Money;
import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderEvent.OrderPlaced;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.ordering.domain.OrderItem;
import io.github.ordermill.ordering.domain.OrderNumber;
import io.github.ordermill.ordering.domain.ProductId;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.ordering.infrastructure.search.OrderTrackingTable.OrderWord;
import io.github.ordermill.ordering.infrastructure.views.OrderProjection;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlText;
import io.github.ordermill.shared.infrastructure.database.TestDatabase;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRunner;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts find which orders. */
class SearchConditionsTest {

  private static final Database DATABASE = TestDatabase.emptyDatabase("search_conditions_test");

  private static final List<String> NAMES =
      List.of(
          "İstanbul Işık",
          "Søren Ærø",
          "Łukasz Œuvre",
          "Đorđe Straße",
          "Þór",
          "Zoë O’Brien",
          "OBrien",
          "Anne-Marie Smith",
          "Annemarie Jones",
          "Anne Marie Miller",
          "山田太郎",
          "佐藤 花子",
          "김철수",
          "茶 Kettle AB-12X",
          "AB12X Pro",
          "Jean-Luc-Marie");

  @BeforeAll
  static void placeOrders() {
    int number = 0;
    for (var name : NAMES) {
      show(List.of(placed(++number, name, "x", "x", "x", "x", null, name)));
    }
    var placed =
        placed(42, "Ada", "customer-7", "sku-99", "Wilmslow", "SK9 6AB", "PO-77/Ä", "Thing");
    var order = new Order(placed);
    show(
        List.of(
            placed,
            order.confirm(EventFixtures.MONDAY),
            order.ship("DHL", "JD-0001 4600", unit(1), EventFixtures.MONDAY),
            order.ship("Colis", "Été-Groß", unit(1), EventFixtures.MONDAY),
            order.ship("None", "-", unit(1), EventFixtures.MONDAY)));
    var other = placed(1042, "Bob", "y", "y", "y", "y", "2042-7", "Other");
    var otherOrder = new Order(other);
    show(
        List.of(
            other,
            otherOrder.confirm(EventFixtures.MONDAY),
            otherOrder.ship("UPS", "1Z 999 AA1 01 2345 6784", unit(1), EventFixtures.MONDAY),
            otherOrder.ship("UPS", "O-88", unit(1), EventFixtures.MONDAY),
            otherOrder.ship("DHL", "JD-0001 9999", unit(1), EventFixtures.MONDAY),
            otherOrder.ship("Post", "Q7", unit(1), EventFixtures.MONDAY)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "istanbul | İstanbul Işık",
        "İSTANBUL | İstanbul Işık",
        "ıstanbul | İstanbul Işık",
        "ISTANBUL isik | İstanbul Işık",
        "soren | Søren Ærø",
        "SØREN aero | Søren Ærø",
        "lukasz oeuvre | Łukasz Œuvre",
        "dorde strasse | Đorđe Straße",
        "ĐORĐE STRASSE | Đorđe Straße",
        "thor | Þór",
        "O'Brien | Zoë O’Brien, OBrien",
        "O’Brien | Zoë O’Brien, OBrien",
        "obrien | Zoë O’Brien, OBrien",
        "OBRI | Zoë O’Brien, OBrien",
        "brien zoe | Zoë O’Brien",
        "annemarie | Anne-Marie Smith, Annemarie Jones, Anne Marie Miller",
        "Anne-Marie | Anne-Marie Smith, Annemarie Jones, Anne Marie Miller",
        "anne marie | Anne-Marie Smith, Annemarie Jones, Anne Marie Miller",
        "ANNE MARIE JONES | Annemarie Jones",
        "jeanlucmarie | Jean-Luc-Marie",
        "jean luc | Jean-Luc-Marie",
        "lucmarie | Jean-Luc-Marie",
        "AB-12X | 茶 Kettle AB-12X, AB12X Pro",
        "ab12x | 茶 Kettle AB-12X, AB12X Pro",
        "ab 12x | 茶 Kettle AB-12X, AB12X Pro",
        "山田 | 山田太郎",
        "太郎 | 山田太郎",
        "田太 | 山田太郎",
        "山田 太郎 | 山田太郎",
        "山田太郎 | 山田太郎",
        "郎 | 山田太郎",
        "佐藤花子 | 佐藤 花子",
        "花子 | 佐藤 花子",
        "철수 | 김철수",
        "茶 | 茶 Kettle AB-12X",
        "kett 茶 | 茶 Kettle AB-12X",
        "42 | Ada",
        "O-42 | Ada",
        "o-00000042 | Ada",
        "O-00000042 | Ada",
        "00000042 | Ada",
        "#42 | Ada",
        "1042 | Bob",
        "042 | Ada, Bob",
        "customer-7 | Ada",
        "CUSTOMER7 | Ada",
        "sku-99 | Ada",
        "sku | Ada",
        "wilms | Ada",
        "SK9 6AB | Ada",
        "sk96ab | Ada",
        "sk9 | Ada",
        "JD00014600 | Ada",
        "jd-0001 4600 | Ada",
        "JD0001.4600 | Ada",
        "jd0001 | Ada, Bob",
        "jd0001 ada | Ada",
        "JD00019999 | Bob",
        "jd-0001 9999 bob | Bob",
        "ete | Ada",
        "ÉTÉ GROSS | Ada",
        "etegross | Ada",
        "1Z999AA10123456784 | Bob",
        "1z 999 aa1 01 2345 6784 | Bob",
        "1z999 | Bob",
        "O-88 | Bob",
        "o88 | Bob",
        "q7 | Bob",
        "po-77 ada | Ada",
        "PO77 | Ada",
        "77 | Ada",
        "2042 | Bob"
      })
  void finds(String text, String names) {
    assertThat(found(text))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(names.split(",")).map(String::strip).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "!?",
        "🫠",
        "'",
        "-",
        "%",
        "_",
        ":*",
        "\u200b",
        "nothing",
        "rien",
        "nne",
        "2",
        "O-43",
        "山郎",
        "田中",
        "太山",
        "kettle ada",
        "customer-70",
        "AB-13X",
        "99",
        "wilmslow bob",
        "0001 jd",
        "0001 4600",
        "jd0001 4601",
        "jd00014600 bob",
        "jd000146000",
        "1z999aa1 6784",
        "gross",
        "q",
        "jd"
      })
  void findsNothing(String text) {
    assertThat(found(text)).isEmpty();
  }

  @Test
  void findsTheFirstHundredOrdersWhoseTrackingNumbersBeginWithAWord() {
    var orders = IntStream.range(0, 120).mapToObj(i -> new UUID(0, i)).toList();
    DATABASE.inTransaction(
        connection -> {
          OrderTrackingTable.add(
              connection,
              orders.stream().map(it -> new OrderWord(it, "zz" + it.toString())).toList());
          return null;
        });

    var found = DATABASE.read(it -> OrderTrackingTable.find(it, Set.of("zz0", "zz", "none")));

    assertThat(found).containsOnlyKeys("zz0");
    assertThat(found.get("zz0")).containsExactlyInAnyOrderElementsOf(orders.subList(0, 100));
  }

  @Test
  void doesNotFilterWithoutAText() {
    List<SqlText> conditions = DATABASE.read(it -> SearchConditions.of(it, null));

    assertThat(conditions).isEmpty();
  }

  @Test
  void findsOrdersOfAnEarlierFormOnceTheyAreUpgraded() {
    var projection = runner();
    DATABASE.inTransaction(
        it ->
            Sql.update(it, "UPDATE views.order_search SET form = 0, words = 'old', codes = 'old'"));

    projection.upgradeRows();

    assertThat(found("太郎")).containsExactly("山田太郎");
    assertThat(found("jd0001 ada")).containsExactly("Ada");
    assertThat(found("042")).containsExactlyInAnyOrder("Ada", "Bob");
    assertThat(found("old")).isEmpty();
  }

  private static List<String> found(String text) {
    List<SqlText> conditions = DATABASE.read(it -> SearchConditions.of(it, text));
    var statement =
        SqlText.of(
                "SELECT v.document -> 'shippingAddress' ->> 'name' AS name FROM views.order_search s"
                    + " JOIN views.order_view v USING (order_id) WHERE ")
            .add(SqlText.join(" AND ", conditions));
    return DATABASE.read(it -> Sql.query(it, statement, row -> row.getString("name")));
  }

  private static List<LineQuantity> unit(int line) {
    return List.of(new LineQuantity(line, 1));
  }

  private static ProjectionRunner runner() {
    return new ProjectionRunner(
        new OrderProjection(), DATABASE, new EventLog(), Clock.systemUTC(), 1);
  }

  private static void show(List<? extends io.github.ordermill.ordering.domain.OrderEvent> life) {
    DATABASE.inTransaction(
        it -> new ArrayList<>(life.stream().map(e -> EventFixtures.record(it, e)).toList()));
    runner().catchUp(List.of(life.get(0).order().value()));
  }

  private static OrderPlaced placed(
      long number,
      String addressee,
      String customer,
      String product,
      String city,
      String postalCode,
      String reference,
      String name) {
    return Order.place(
        new OrderId(UUID.randomUUID()),
        OrderNumber.of(number + (number < 40 ? 500_000_000L : 0)),
        new CustomerId(customer),
        reference,
        List.of(
            new OrderItem(
                new ProductId(product),
                name,
                5,
                new Money(BigDecimal.ONE, Currency.getInstance("EUR")))),
        new Address(addressee, "Main Street 1", city, null, postalCode, "DE"),
        EventFixtures.MONDAY);
  }
}
