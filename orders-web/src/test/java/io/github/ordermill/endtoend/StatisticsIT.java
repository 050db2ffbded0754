package io.github.ordermill.endtoend;

import static io.github.ordermill.client.GraphqlClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Statistics per customer and per day, compared with totals computed from the event log. */
class StatisticsIT extends EndToEndTest {

  private static final long SEED = 20_261_123;
  private static final int ORDERS = 500;
  private static final int CUSTOMERS = 10;
  private static final int CLIENTS = 4;

  /** Used by no other test. */
  private static final String CURRENCY = "ISK";

  private final List<String> customers = new ArrayList<>();

  @Test
  void matchesStatisticsComputedFromTheEventLogAfterFiveHundredOrders() throws Exception {
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.add(newCustomer());
    }
    var before = salesOfToday();
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
    } finally {
      clients.shutdown();
    }

    var log = statisticsFromTheEventLog();
    assertThat(log.values().stream().mapToInt(totals -> totals.orders).sum()).isEqualTo(ORDERS);
    eventually()
        .untilAsserted(
            () -> {
              for (var customer : customers) {
                assertThat(customerStatistics(customer))
                    .isEqualTo(log.get(customer).asCustomerStatistics(customer));
              }
            });
    var all = log.values().stream().reduce(new Totals(), Totals::plus);
    eventually().untilAsserted(() -> assertThat(salesOfToday()).isEqualTo(before.plus(all)));
    assertThat(all.cancelled).isPositive();
    assertThat(all.open).isPositive().isLessThan(ORDERS - all.cancelled);
  }

  @Test
  void returnsNullForACustomerWithoutOrders() {
    assertThat(execute("{ customer(id: \"nobody\") { orderCount } }").isNull("customer")).isTrue();
  }

  @Test
  void includesDaysWithoutOrders() {
    var days =
        execute(
                "{ salesByDay(from: \"1999-12-30\", to: \"2000-01-02\", currency: \"JPY\")"
                    + " { date orderCount cancelledOrderCount units revenue { amount currency } } }")
            .getJsonArray("salesByDay");

    assertThat(days).hasSize(4);
    assertThat(days.getJsonObject(2))
        .isEqualTo(
            json(
                "{'date':'2000-01-01','orderCount':0,'cancelledOrderCount':0,'units':0,"
                    + "'revenue':{'amount':'0','currency':'JPY'}}"));
  }

  @Test
  void rejectsInvalidPeriodsAndCurrencies() {
    assertThat(violation("from: \"2026-01-02\", to: \"2026-01-01\", currency: \"EUR\""))
        .contains("to must not be before from");
    assertThat(violation("from: \"2020-01-01\", to: \"2026-01-01\", currency: \"EUR\""))
        .contains("to must be less than 1000 days after from");
    assertThat(violation("from: \"2026-01-01\", to: \"2026-01-01\", currency: \"XAU\""))
        .contains("currency must be an ISO 4217 currency code");
    assertThat(violation("from: \"2026-02-30\", to: \"2026-03-01\", currency: \"EUR\""))
        .contains("from");
  }

  private String violation(String arguments) {
    var answer = client.execute("{ salesByDay(" + arguments + ") { date } }");
    assertThat(answer.toString()).contains("errors");
    return answer.getJsonArray("errors").getJsonObject(0).getString("message");
  }

  /** Places an order and sends up to seven random commands, valid or not. */
  private Void placeAndProcess(Random random) {
    var id = acceptedId(client.send("placeOrder", order(random)));
    var ids = "'orderId':'" + id + "'";
    for (int step = random.nextInt(8); step > 0; step--) {
      int line = 1 + random.nextInt(2);
      var lines = "'lines':[{'line':" + line + ",'quantity':1}]";
      switch (random.nextInt(10)) {
        case 0 -> client.send("cancelOrder", json("{" + ids + ",'reason':'changed my mind'}"));
        case 1 ->
            client.send("changeQuantity", json("{" + ids + ",'line':" + line + ",'quantity':5}"));
        case 2, 3 ->
            client.send(
                "cancelOrderLines", json("{" + ids + "," + lines + ",'reason':'out of stock'}"));
        case 4, 5, 6 -> client.send("confirmOrder", json("{" + ids + "}"));
        case 7 ->
            client.send(
                "shipOrder",
                json("{" + ids + "," + lines + ",'carrier':'DHL','trackingNumber':'JD1'}"));
        case 8 ->
            client.send("shipOrder", json("{" + ids + ",'carrier':'UPS','trackingNumber':'1Z'}"));
        default -> client.send("recordDelivery", json("{" + ids + "}"));
      }
    }
    return null;
  }

  private JsonObject order(Random random) {
    return json(
        """
        {'customerId': '%s',
         'items': [
           {'productId': 'sku-1', 'quantity': %d, 'price': {'amount': '%d', 'currency': 'ISK'}},
           {'productId': 'sku-2', 'quantity': %d, 'price': {'amount': '%d', 'currency': 'ISK'}}],
         'shippingAddress': {'name': 'Ada Lovelace', 'street': 'Main Street 1',
           'city': 'Berlin', 'country': 'DE'}}
        """
            .formatted(
                customers.get(random.nextInt(CUSTOMERS)),
                1 + random.nextInt(4),
                random.nextInt(10_000),
                1 + random.nextInt(4),
                random.nextInt(10_000)));
  }

  private JsonObject customerStatistics(String customer) {
    return execute(
            "{ customer(id: \""
                + customer
                + "\") { customerId orderCount openOrderCount cancelledOrderCount"
                + " spent { amount currency } } }")
        .getJsonObject("customer");
  }

  private Totals salesOfToday() {
    var today = LocalDate.now(ZoneOffset.UTC);
    var days =
        execute(
                "{ salesByDay(from: \""
                    + today.minusDays(1)
                    + "\", to: \""
                    + today
                    + "\", currency: \"ISK\")"
                    + " { orderCount cancelledOrderCount units revenue { amount } } }")
            .getJsonArray("salesByDay");
    var totals = new Totals();
    for (var day : days.getValuesAs(JsonObject.class)) {
      totals.orders += day.getInt("orderCount");
      totals.cancelled += day.getInt("cancelledOrderCount");
      totals.units += day.getInt("units");
      totals.amount =
          totals.amount.add(new BigDecimal(day.getJsonObject("revenue").getString("amount")));
    }
    return totals;
  }

  private JsonObject execute(String query) {
    return client.execute(query).getJsonObject("data");
  }

  /** Totals per customer, computed from the lines and events of the log alone. */
  private Map<String, Totals> statisticsFromTheEventLog() throws SQLException {
    var sums = new TreeMap<String, Totals>();
    customers.forEach(customer -> sums.put(customer, new Totals()));
    var orders = new HashMap<String, LoggedOrder>();
    try (var connection = stack.database().connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT aggregate_id, type, payload FROM messaging.event_log"
                        + " ORDER BY aggregate_id, version")) {
      while (rows.next()) {
        var payload = Json.createReader(new StringReader(rows.getString("payload"))).readObject();
        orders
            .computeIfAbsent(rows.getString("aggregate_id"), id -> new LoggedOrder())
            .on(rows.getString("type"), payload);
      }
    }
    for (var order : orders.values()) {
      sums.computeIfPresent(order.customer, (customer, totals) -> totals.plus(order.totals()));
    }
    return sums;
  }

  private static final class LoggedOrder {
    private String customer;
    private final Map<Integer, Integer> quantities = new HashMap<>();
    private final Map<Integer, Integer> cancelledQuantities = new HashMap<>();
    private final Map<Integer, BigDecimal> prices = new HashMap<>();
    private boolean cancelled;
    private boolean delivered;

    void on(String type, JsonObject payload) {
      switch (type) {
        case "OrderPlaced" -> {
          customer = payload.getString("customerId");
          for (var line : payload.getJsonArray("lines").getValuesAs(JsonObject.class)) {
            quantities.put(line.getInt("number"), line.getInt("quantity"));
            prices.put(
                line.getInt("number"),
                new BigDecimal(line.getJsonObject("price").getString("amount")));
          }
        }
        case "OrderQuantityChanged" -> {
          // The new quantity includes units cancelled before.
          int line = payload.getInt("line");
          quantities.put(
              line, payload.getInt("quantity") - cancelledQuantities.getOrDefault(line, 0));
        }
        case "OrderLinesCancelled" -> {
          for (var part : payload.getJsonArray("lines").getValuesAs(JsonObject.class)) {
            quantities.merge(part.getInt("line"), -part.getInt("quantity"), Integer::sum);
            cancelledQuantities.merge(part.getInt("line"), part.getInt("quantity"), Integer::sum);
          }
        }
        case "OrderCancelled" -> {
          cancelled = true;
          quantities.clear();
        }
        default -> {
          // does not change the totals
        }
      }
      delivered = delivered || "DELIVERED".equals(payload.getString("status", null));
      cancelled = cancelled || "CANCELLED".equals(payload.getString("status", null));
    }

    Totals totals() {
      var totals = new Totals();
      totals.orders = 1;
      totals.cancelled = cancelled ? 1 : 0;
      totals.open = cancelled || delivered ? 0 : 1;
      quantities.forEach(
          (line, quantity) -> {
            totals.units += quantity;
            totals.amount =
                totals.amount.add(prices.get(line).multiply(BigDecimal.valueOf(quantity)));
          });
      return totals;
    }
  }

  /** Totals of several orders. Equality ignores {@code open}, which daily sales do not contain. */
  private static final class Totals {
    private int orders;
    private int cancelled;
    private int open;
    private int units;
    private BigDecimal amount = BigDecimal.ZERO;

    Totals plus(Totals other) {
      var totals = new Totals();
      totals.orders = orders + other.orders;
      totals.cancelled = cancelled + other.cancelled;
      totals.open = open + other.open;
      totals.units = units + other.units;
      totals.amount = amount.add(other.amount);
      return totals;
    }

    JsonObject asCustomerStatistics(String customer) {
      return json(
          """
          {'customerId': '%s', 'orderCount': %d, 'openOrderCount': %d, 'cancelledOrderCount': %d,
           'spent': [{'amount': '%s', 'currency': '%s'}]}
          """
              .formatted(customer, orders, open, cancelled, amount.toPlainString(), CURRENCY));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Totals that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
      return toString().hashCode();
    }

    @Override
    public String toString() {
      return orders + " orders, " + cancelled + " cancelled, " + units + " units, " + amount;
    }
  }
}
