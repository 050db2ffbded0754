package io.github.ordermill.launcher;

import io.github.ordermill.client.GraphqlClient;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/**
 * Loads sample data under {@code ./mvnw -Prun -Ddemo}: orders of a small shop in every state,
 * placed and processed by GraphQL mutations, then moved in time by {@link SampleDataTimes}. The
 * same orders each time; only into a database without orders.
 */
final class SampleDataSeeder {

  static final int ORDERS = 500;

  private static final long SEED = 20_261_122;
  private static final int CLIENTS = 4;
  private static final Duration PROJECTION_TIMEOUT = Duration.ofSeconds(60);

  private record Product(String id, String name, String euros) {}

  private record Customer(
      String id, String name, String street, String city, String code, String country) {}

  private static final List<Product> PRODUCTS =
      List.of(
          new Product("espresso-beans-1kg", "Espresso beans, 1 kg", "19.90"),
          new Product("filter-beans-500g", "Filter coffee beans, 500 g", "12.50"),
          new Product("decaf-beans-500g", "Decaffeinated beans, 500 g", "13.20"),
          new Product("hand-grinder", "Hand grinder", "89.00"),
          new Product("electric-grinder", "Electric grinder", "249.00"),
          new Product("gooseneck-kettle", "Gooseneck kettle", "64.90"),
          new Product("french-press-1l", "French press, 1 l", "34.00"),
          new Product("moka-pot-6", "Moka pot, 6 cups", "39.50"),
          new Product("filter-paper-100", "Filter papers, 100", "4.95"),
          new Product("espresso-cup-set", "Espresso cups, set of 4", "28.00"),
          new Product("milk-jug", "Milk jug, 0.6 l", "17.80"),
          new Product("tamper-58", "Tamper, 58 mm", "42.00"),
          new Product("kitchen-scale", "Kitchen scale, 0.1 g", "54.00"),
          new Product("espresso-machine", "Espresso machine", "1290.00"));

  private static final List<Customer> CUSTOMERS =
      List.of(
          new Customer("ada", "Ada Lovelace", "Mühlenstraße 7", "Berlin", "10243", "DE"),
          new Customer("alan", "Alan Turing", "Elm Road 2", "Wilmslow", "SK9 6AB", "GB"),
          new Customer("grace", "Grace Hopper", "Harbor Street 12", "Arlington", "22201", "US"),
          new Customer("blaise", "Blaise Pascal", "Rue des Gras 5", "Clermont", "63000", "FR"),
          new Customer("emmy", "Emmy Noether", "Hauptstraße 23", "Erlangen", "91054", "DE"),
          new Customer("kurt", "Kurt Gödel", "Lange Gasse 72", "Wien", "1080", "AT"),
          new Customer("sofia", "Sofia Kovalevskaya", "Sveavägen 8", "Stockholm", "111 57", "SE"),
          new Customer("edsger", "Edsger Dijkstra", "Markt 3", "Nuenen", "5671", "NL"),
          new Customer("katherine", "Katherine Johnson", "Oak Lane 4", "Hampton", "23666", "US"),
          new Customer("kiyoshi", "Kiyoshi Itō", "Karasuma 1-2", "Kyoto", "604-8571", "JP"));

  /** Units of the currency per euro in the sample data. */
  private static final Map<String, String> EURO_EXCHANGE_RATES =
      Map.of("GBP", "0.86", "USD", "1.09", "SEK", "11.20", "JPY", "162");

  private static final List<String> NOTES =
      List.of(
          "Rings twice.",
          "Deliver to the neighbours if not at home.",
          "Please gift-wrap; no invoice in the parcel.",
          "Customer asked for delivery by Friday.",
          "Second order this week: send together if possible.");

  private static final List<String> REASONS =
      List.of("Ordered by mistake", "Out of stock", "Customer found it cheaper", "Took too long");

  private final GraphqlClient client;
  private final Database database;

  /** Opens a connection to the application's database, as its owner. */
  interface Database {
    Connection connect() throws SQLException;
  }

  SampleDataSeeder(URI graphql, Database database) {
    this.client = new GraphqlClient(graphql);
    this.database = database;
  }

  /** Whether the database contains no order yet. */
  boolean isApplicable() {
    var answer = client.execute("{ orders { totalCount } projections { lagEvents } }");
    var data = answer.getJsonObject("data");
    return data.getJsonObject("orders").getInt("totalCount") == 0 && lag(data) == 0;
  }

  /** Loads the orders and waits until the views show them. */
  void run() {
    sendCommands();
    awaitViews();
    try (var connection = database.connect()) {
      SampleDataTimes.spread(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("the sample data were not moved in time", e);
    }
    awaitViews();
  }

  private void sendCommands() {
    var clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      var work = new ArrayList<Callable<Void>>();
      for (int i = 0; i < ORDERS; i++) {
        var random = new Random(SEED + i);
        work.add(() -> placeAndProcess(random));
      }
      for (var done : clients.invokeAll(work)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the sample data were not loaded completely", e.getCause());
    } finally {
      clients.shutdownNow();
    }
  }

  private void awaitViews() {
    Awaitility.await("projections up to date")
        .atMost(PROJECTION_TIMEOUT)
        .until(() -> orders() == ORDERS && lag() == 0);
  }

  private int orders() {
    return client
        .execute("{ orders { totalCount } }")
        .getJsonObject("data")
        .getJsonObject("orders")
        .getInt("totalCount");
  }

  private int lag() {
    return lag(client.execute("{ projections { lagEvents } }").getJsonObject("data"));
  }

  private static int lag(JsonObject data) {
    return data.getJsonArray("projections").getValuesAs(JsonObject.class).stream()
        .mapToInt(projection -> projection.getInt("lagEvents"))
        .sum();
  }

  /** Places one order and brings it into its final state. */
  private Void placeAndProcess(Random random) {
    var customer = pick(CUSTOMERS, random);
    int outcome = random.nextInt(100);
    var id = place(customer, isShippedPartially(outcome) ? 3 : 1 + random.nextInt(4), random);
    if (random.nextInt(8) == 0) {
      send("changeQuantity", orderInput(id).add("line", 1).add("quantity", 1 + random.nextInt(6)));
    }
    if (random.nextInt(15) == 0) {
      send(
          "changeShippingAddress",
          orderInput(id).add("shippingAddress", address(pick(CUSTOMERS, random))));
    }
    if (random.nextInt(6) == 0) {
      send("addNote", orderInput(id).add("text", pick(NOTES, random)));
    }
    advance(id, outcome, random);
    return null;
  }

  /**
   * Advances an order: every state is reached by some of a hundred orders, the later states by
   * most.
   */
  private void advance(String id, int outcome, Random random) {
    if (outcome < 15) {
      return;
    }
    if (outcome < 23) {
      send("cancelOrder", orderInput(id).add("reason", pick(REASONS, random)));
      return;
    }
    send("confirmOrder", orderInput(id));
    if (outcome < 37) {
      return;
    }
    if (isShippedPartially(outcome)) {
      send("shipOrder", shipment(id, random).add("lines", oneUnitOf(2)));
    }
    if (outcome < 45) {
      return;
    }
    if (outcome < 50) {
      var missing = orderInput(id).add("lines", oneUnitOf(1)).add("reason", "Out of stock");
      send("cancelOrderLines", missing);
    }
    send("shipOrder", shipment(id, random));
    if (outcome > 60) {
      send("recordDelivery", orderInput(id));
    }
  }

  private static boolean isShippedPartially(int outcome) {
    return outcome >= 37 && outcome < 55;
  }

  private String place(Customer customer, int lines, Random random) {
    var order = Json.createObjectBuilder().add("customerId", customer.id);
    if (random.nextInt(3) == 0) {
      order.add("reference", "PO " + (4_000 + random.nextInt(1_000)));
    }
    var items = Json.createArrayBuilder();
    for (int i = 0; i < lines; i++) {
      var product = pick(PRODUCTS, random);
      items.add(
          Json.createObjectBuilder()
              .add("productId", product.id)
              .add("name", product.name)
              .add("quantity", 1 + random.nextInt(3))
              .add("price", price(product, customer)));
    }
    return send("placeOrder", order.add("items", items).add("shippingAddress", address(customer)));
  }

  private static JsonObjectBuilder price(Product product, Customer customer) {
    var currency =
        switch (customer.country) {
          case "GB" -> Currency.getInstance("GBP");
          case "US" -> Currency.getInstance("USD");
          case "SE" -> Currency.getInstance("SEK");
          case "JP" -> Currency.getInstance("JPY");
          default -> Currency.getInstance("EUR");
        };
    var amount =
        new BigDecimal(product.euros)
            .multiply(
                new BigDecimal(EURO_EXCHANGE_RATES.getOrDefault(currency.getCurrencyCode(), "1")))
            .setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP);
    return Json.createObjectBuilder()
        .add("amount", amount.toPlainString())
        .add("currency", currency.getCurrencyCode());
  }

  private static JsonObjectBuilder address(Customer customer) {
    return Json.createObjectBuilder()
        .add("name", customer.name)
        .add("street", customer.street)
        .add("city", customer.city)
        .add("postalCode", customer.code)
        .add("country", customer.country);
  }

  private static JsonObjectBuilder shipment(String order, Random random) {
    return orderInput(order)
        .add("carrier", random.nextBoolean() ? "DHL" : "UPS")
        .add("trackingNumber", "JD" + (100_000_000 + random.nextInt(900_000_000)));
  }

  /** One unit of a line. */
  private static JsonArrayBuilder oneUnitOf(int line) {
    return Json.createArrayBuilder()
        .add(Json.createObjectBuilder().add("line", line).add("quantity", 1));
  }

  private static JsonObjectBuilder orderInput(String order) {
    return Json.createObjectBuilder().add("orderId", order);
  }

  private String send(String mutation, JsonObjectBuilder input) {
    var answer = client.send(mutation, input.build());
    if (!answer.containsKey("orderId")) {
      throw new IllegalStateException(mutation + " was refused: " + answer);
    }
    return answer.getString("orderId");
  }

  private static <T> T pick(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
