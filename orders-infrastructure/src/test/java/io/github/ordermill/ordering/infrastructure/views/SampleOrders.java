package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.Money;
import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderEvent.OrderPlaced;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.ordering.domain.OrderItem;
import io.github.ordermill.ordering.domain.ProductId;
import io.github.ordermill.ordering.infrastructure.events.EventFixtures;
import io.github.ordermill.ordering.infrastructure.events.OrderBuilder;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRunner;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Sample orders of a shop over three years, in any number. Their events are appended to the log and
 * projected into the views. An order depends on its number only, so that a database can be
 * extended.
 *
 * <p>A few products and customers are frequent, most are rare. Two per cent of the orders are new,
 * some are in transit, six per cent are cancelled, and the others are delivered.
 */
final class SampleOrders {

  static final int PRODUCTS = 20_000;

  private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
  private static final Duration SPAN = Duration.ofDays(3 * 365);
  private static final int BATCH_SIZE = 5_000;

  private static final List<String> LOOKS =
      List.of(
          "Red", "Green", "Blue", "Black", "Copper", "Steel", "Oak", "Linen", "Wool", "Marble",
          "Silver", "Small", "Large", "Round", "Square", "Folding", "Striped", "Crème", "Rustic",
          "Modern");
  private static final List<String> KINDS =
      List.of(
          "kettle", "cup", "teapot", "lamp", "chair", "table", "shelf", "mirror", "carpet", "pan",
          "knife", "spoon", "plate", "bowl", "jug", "tray", "pillow", "towel", "clock", "vase");
  private static final List<String> FIRST_NAMES =
      List.of(
          "Ada",
          "Grace",
          "Alan",
          "Edsger",
          "Barbara",
          "Donald",
          "Margaret",
          "John",
          "Frances",
          "Niklaus",
          "Zoë",
          "Jürgen",
          "Anaïs",
          "Łukasz",
          "Mei",
          "Olga");
  private static final List<String> SYLLABLES =
      List.of(
          "ba", "ber", "cor", "dal", "den", "els", "fer", "gar", "hal", "hof", "jan", "kel", "kov",
          "lan", "lin", "mar", "mey", "nor", "ost", "per", "ric", "ros", "sen", "ski", "ter", "tor",
          "ulm", "ver", "wal", "zan");

  private final int orders;

  SampleOrders(int orders) {
    this.orders = orders;
  }

  /** Adds the orders that the database does not have yet. */
  void fill(Database database) {
    IntStream.rangeClosed(0, (orders - 1) / BATCH_SIZE)
        .parallel()
        .map(part -> part * BATCH_SIZE)
        .forEach(first -> fill(database, first, Math.min(first + BATCH_SIZE, orders)));
  }

  private void fill(Database database, int from, int to) {
    var last = life(to - 1).get(0).order().value();
    if (!database.read(connection -> OrderViewTable.load(connection, List.of(last))).isEmpty()) {
      return;
    }
    var lives = IntStream.range(from, to).mapToObj(this::life).toList();
    database.inTransaction(
        connection -> {
          EventFixtures.recordAll(connection, lives.stream().flatMap(List::stream).toList());
          return null;
        });
    new ProjectionRunner(new OrderProjection(), database, new EventLog(), Clock.systemUTC(), 1)
        .catchUp(lives.stream().map(life -> life.get(0).order().value()).toList());
  }

  /** The events of an order, by its number from 0 on. */
  List<OrderEvent> life(int number) {
    var random = new Random(number);
    random.nextInt();
    var placed = placed(random, number);
    var order = new Order(placed);
    var life = new ArrayList<OrderEvent>(List.of(placed));
    double age = (double) (orders - number) / orders;
    var at = placed.at();
    if (age < 0.02 && random.nextInt(5) > 0 || random.nextInt(1000) == 0) {
      return life;
    }
    if (random.nextInt(100) < 6) {
      life.add(order.cancel("changed my mind", later(at, random)));
      return life;
    }
    if (random.nextInt(100) == 0) {
      life.add(order.addNote("Please ring twice", at));
    }
    at = later(at, random);
    life.add(order.confirm(at));
    if (age < 0.04 && random.nextInt(5) > 0) {
      return life;
    }
    at = later(at, random);
    if (random.nextInt(100) == 0 && placed.lines().size() > 1) {
      life.add(order.ship("DHL", "JD" + number, List.of(new LineQuantity(1, 1)), at));
      return life;
    }
    life.add(order.ship("DHL", "JD" + number, null, at));
    if (age < 0.1 && random.nextInt(2) > 0) {
      return life;
    }
    life.add(order.recordDelivery(null, later(at, random)));
    return life;
  }

  private OrderPlaced placed(Random random, int number) {
    var at =
        END.minus(SPAN)
            .plusMillis((long) (SPAN.toMillis() * Math.pow((double) number / orders, 0.8)));
    var currency = Currency.getInstance(currency(random));
    var items = new ArrayList<OrderItem>();
    for (int i = (int) (4 * random.nextDouble() * random.nextDouble()); i >= 0; i--) {
      int product = rarely(random, PRODUCTS);
      items.add(
          new OrderItem(
              new ProductId("sku-" + product),
              productName(product),
              1 + rarely(random, 5),
              new Money(price(product, currency), currency)));
    }
    return OrderBuilder.anOrder()
        .id(new OrderId(new UUID(at.toEpochMilli() << 16 | 0x7000, number | Long.MIN_VALUE)))
        .number(number + 1L)
        .customer("customer-" + rarely(random, Math.max(orders / 20, 10)))
        .reference(reference(random, number))
        .items(items)
        .addressee(addressee(random))
        .at(at)
        .placed();
  }

  /** A random number from 0 on, small ones far more often. */
  private static int rarely(Random random, int bound) {
    return (int) (bound * Math.pow(random.nextDouble(), 4));
  }

  private static Instant later(Instant at, Random random) {
    return at.plusSeconds(60 + random.nextInt(200_000));
  }

  private static String currency(Random random) {
    int percent = random.nextInt(1000);
    return percent < 700
        ? "EUR"
        : percent < 900 ? "USD" : percent < 990 ? "JPY" : percent < 999 ? "GBP" : "BHD";
  }

  private static BigDecimal price(int product, Currency currency) {
    double euros = Math.exp(1 + 5 * new Random(product).nextDouble());
    return BigDecimal.valueOf(currency.getCurrencyCode().equals("JPY") ? euros * 160 : euros)
        .setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP);
  }

  private static String productName(int product) {
    var random = new Random(product);
    random.nextInt();
    return any(LOOKS, random)
        + " "
        + any(KINDS, random)
        + (product % 3 == 0 ? " " + (1 + product % 90) / 10.0 + " l" : "")
        + (product % 5 == 0 ? " " + surname(random) : "");
  }

  private static String reference(Random random, int number) {
    int percent = random.nextInt(100);
    return percent < 50
        ? "PO-" + (2024 + random.nextInt(3)) + "-" + random.nextInt(1_000_000)
        : percent < 55 ? "WEB" : percent < 56 ? "spring-sale/" + number % 100 : null;
  }

  private static String addressee(Random random) {
    return any(FIRST_NAMES, random) + " " + surname(random);
  }

  private static String surname(Random random) {
    var name =
        any(SYLLABLES, random)
            + any(SYLLABLES, random)
            + (random.nextBoolean() ? any(SYLLABLES, random) : "");
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static String any(List<String> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }
}
