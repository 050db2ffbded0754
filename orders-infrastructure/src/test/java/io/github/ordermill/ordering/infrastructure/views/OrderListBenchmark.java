package io.github.ordermill.ordering.infrastructure.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.listing.OrderFilter;
import io.github.ordermill.ordering.application.listing.OrderSort;
import io.github.ordermill.ordering.application.listing.OrderSort.Direction;
import io.github.ordermill.ordering.application.listing.OrderSort.Field;
import io.github.ordermill.ordering.infrastructure.search.SearchConditions;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Migrations;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.database.SqlText;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Measures how long the database takes for lists of many orders. Not part of the build:
 *
 * <pre>
 * ./mvnw test -pl orders-infrastructure -am -Dtest=OrderListBenchmark -Dsurefire.failIfNoSpecifiedTests=false \
 *   -Dlists.orders=1000000
 * </pre>
 *
 * <p>The orders stay below {@code target} for the next run. {@code -Dlists.explain=true} prints the
 * plan of each list; {@code -Dlists.only} is a regular expression for the lists to measure.
 */
@Tag("bench")
class OrderListBenchmark {

  private static final int ORDERS = Integer.getInteger("lists.orders", 10_000);
  private static final int REPETITIONS = Integer.getInteger("lists.times", 300);
  private static final boolean EXPLAIN = Boolean.getBoolean("lists.explain");
  private static final Pattern ONLY = Pattern.compile(System.getProperty("lists.only", ""));
  private static final OrderSort NEWEST = OrderSort.NEWEST_FIRST;

  private final Random random = new Random(7);
  private Connection connection;

  @Test
  void measuresEveryFilterAndEverySort() throws Exception {
    try (var server = start()) {
      var source = new PGSimpleDataSource();
      source.setUrl(server.getJdbcUrl("postgres", "postgres"));
      source.setStringType("unspecified");
      Migrations.run(source);
      fill(new Database(source));
      try (var open = source.getConnection()) {
        connection = open;
        measure();
      }
    }
  }

  private static EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(Path.of("target", "order-lists-" + ORDERS).toAbsolutePath())
        .setCleanDataDirectory(false)
        .setPGStartupWait(Duration.ofMinutes(2))
        .setLocaleConfig("locale", "C.UTF-8")
        .setServerConfig("shared_buffers", "256MB")
        .setServerConfig("effective_cache_size", "1GB")
        .setServerConfig("max_wal_size", "2GB")
        .setServerConfig("wal_compression", "on")
        .setServerConfig("random_page_cost", "1.1")
        .start();
  }

  private static void fill(Database database) {
    var begin = System.nanoTime();
    new SampleOrders(ORDERS).fill(database);
    database.read(connection -> Sql.update(connection, "VACUUM ANALYZE"));
    System.out.printf("filled in %d s%n", Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    database.read(
        connection ->
            Sql.query(
                connection,
                """
                SELECT relname || ' ' || pg_size_pretty(pg_relation_size(oid)) FROM pg_class
                WHERE relnamespace = 'views'::regnamespace AND pg_relation_size(oid) > 100000
                ORDER BY pg_relation_size(oid) DESC
                """,
                row -> {
                  System.out.println(row.getString(1));
                  return null;
                }));
  }

  private SqlText statement(ListOrders list) {
    var text = SearchConditions.of(connection, list.filter().text());
    return OrderListQuery.page(
        list, new FilterConditions(list.filter(), text), Optional.empty(), Optional.empty());
  }

  private void measure() throws SQLException {
    System.out.printf("| %,d orders | p50 ms | p99 ms | max ms |%n|---|---:|---:|---:|%n", ORDERS);
    for (var list : lists().entrySet()) {
      if (ONLY.matcher(list.getKey()).find()) {
        measure(list.getKey(), list.getValue());
      }
    }
  }

  private void measure(String name, Supplier<ListOrders> lists) throws SQLException {
    for (int i = 0; i < 20; i++) {
      run(statement(lists.get()));
    }
    var millis = new double[REPETITIONS];
    for (int i = 0; i < REPETITIONS; i++) {
      var statement = statement(lists.get());
      var begin = System.nanoTime();
      run(statement);
      millis[i] = (System.nanoTime() - begin) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(
        "| %s | %.1f | %.1f | %.1f |%n",
        name, millis[REPETITIONS / 2], millis[REPETITIONS * 99 / 100], millis[REPETITIONS - 1]);
    if (EXPLAIN) {
      var statement = statement(lists.get());
      Sql.query(
          connection,
          SqlText.of("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) ").add(statement),
          row -> {
            System.out.println("    " + row.getString(1));
            return null;
          });
    }
  }

  /** Reads all rows as bytes, without parsing their JSON. */
  private void run(SqlText statement) {
    var rows = Sql.query(connection, statement, row -> row.getBytes("document"));
    assertThat(rows).hasSizeLessThanOrEqualTo(101);
  }

  private Map<String, Supplier<ListOrders>> lists() {
    var lists = new LinkedHashMap<String, Supplier<ListOrders>>();
    for (var field : Field.values()) {
      for (var direction : Direction.values()) {
        var sort = new OrderSort(field, direction);
        var name = field + " " + direction;
        lists.put(name + ", first page", () -> first(OrderFilter.NONE, sort));
        var deep = position(sort, Math.min(200_000, ORDERS / 2));
        lists.put(
            name + ", page " + Math.min(10_000, ORDERS / 40),
            () -> after(OrderFilter.NONE, sort, deep));
      }
    }
    lists.put(
        "NUMBER DESC, last page",
        () ->
            new ListOrders(
                OrderFilter.NONE,
                new OrderSort(Field.NUMBER, Direction.DESC),
                null,
                null,
                20,
                null));
    for (var filter : filters().entrySet()) {
      lists.put(filter.getKey(), () -> first(filter.getValue().get(), NEWEST));
    }
    for (var filter : filters().entrySet()) {
      for (var sort :
          List.of(
              new OrderSort(Field.PLACED_AT, Direction.ASC),
              new OrderSort(Field.UPDATED_AT, Direction.DESC),
              new OrderSort(Field.TOTAL, Direction.DESC),
              new OrderSort(Field.NUMBER, Direction.ASC))) {
        lists.put(
            filter.getKey() + " by " + sort.field() + " " + sort.direction(),
            () -> first(filter.getValue().get(), sort));
      }
    }
    return lists;
  }

  private Map<String, Supplier<OrderFilter>> filters() {
    var filters = new LinkedHashMap<String, Supplier<OrderFilter>>();
    var customers = values("customer_id");
    filters.put(
        "customer, the largest", () -> new OrderFilterBuilder().customer("customer-0").filter());
    filters.put(
        "customer, of any order", () -> new OrderFilterBuilder().customer(any(customers)).filter());
    for (var status : List.of("PLACED", "PARTIALLY_SHIPPED", "CANCELLED", "DELIVERED")) {
      filters.put("status " + status, () -> new OrderFilterBuilder().statuses(status).filter());
    }
    filters.put(
        "statuses CONFIRMED, SHIPPED, CANCELLED",
        () -> new OrderFilterBuilder().statuses("CONFIRMED", "SHIPPED", "CANCELLED").filter());
    filters.put(
        "customer and status",
        () -> new OrderFilterBuilder().customer(any(customers)).statuses("DELIVERED").filter());
    filters.put(
        "product, the most frequent", () -> new OrderFilterBuilder().product("sku-0").filter());
    filters.put(
        "product, any",
        () ->
            new OrderFilterBuilder()
                .product("sku-" + random.nextInt(SampleOrders.PRODUCTS))
                .filter());
    filters.put("reference WEB", () -> new OrderFilterBuilder().reference("WEB").filter());
    var references = values("reference");
    filters.put(
        "reference, of any order",
        () -> new OrderFilterBuilder().reference(any(references)).filter());
    filters.put("placed on a day", this::aDay);
    for (var currency : List.of("EUR", "JPY", "GBP", "BHD")) {
      filters.put(
          "currency " + currency, () -> new OrderFilterBuilder().currency(currency).filter());
    }
    for (var rest : List.of(0.5, 0.05, 0.01, 0.003, 0.0001)) {
      var least = total(1 - rest);
      var most = total(rest);
      filters.put(
          "minTotal, leaves %s %%".formatted(rest * 100),
          () -> new OrderFilterBuilder().total(least, null).filter());
      filters.put(
          "maxTotal, leaves %s %%".formatted(rest * 100),
          () -> new OrderFilterBuilder().total(null, most).filter());
    }
    var low = total(0.6);
    var high = total(0.605);
    filters.put(
        "totals in a range, leaves 0.5 %",
        () -> new OrderFilterBuilder().total(low, high).filter());
    var names = values("document #>> '{shippingAddress,name}'");
    var products = values("lines #>> '{0,name}'");
    var numbers = values("number");
    filters.put(
        "text, first name", () -> new OrderFilterBuilder().text(any(names).split(" ")[0]).filter());
    filters.put(
        "text, surname", () -> new OrderFilterBuilder().text(any(names).split(" ")[1]).filter());
    filters.put("text, whole name", () -> new OrderFilterBuilder().text(any(names)).filter());
    filters.put("text, product name", () -> new OrderFilterBuilder().text(any(products)).filter());
    filters.put(
        "text, product and first name",
        () ->
            new OrderFilterBuilder().text(any(products) + " " + any(names).split(" ")[0]).filter());
    filters.put(
        "text, three letters",
        () -> new OrderFilterBuilder().text(any(names).split(" ")[1].substring(0, 3)).filter());
    filters.put("text, number", () -> new OrderFilterBuilder().text(any(numbers)).filter());
    filters.put(
        "text, piece of a number",
        () -> new OrderFilterBuilder().text(any(numbers).substring(5)).filter());
    filters.put("text, reference", () -> new OrderFilterBuilder().text(any(references)).filter());
    filters.put("text, nothing", () -> new OrderFilterBuilder().text("xylophone").filter());
    filters.put("text WEB", () -> new OrderFilterBuilder().text("web").filter());
    return filters;
  }

  private OrderFilter aDay() {
    var day = Instant.parse("2024-06-01T00:00:00Z").plus(Duration.ofDays(random.nextInt(800)));
    return new OrderFilter(
        null, null, null, null, day, day.plus(Duration.ofDays(1)), null, null, null, null);
  }

  private static ListOrders first(OrderFilter filter, OrderSort sort) {
    return new ListOrders(filter, sort, 20, null, null, null);
  }

  private static ListOrders after(OrderFilter filter, OrderSort sort, String cursor) {
    return new ListOrders(filter, sort, 20, cursor, null, null);
  }

  private String position(OrderSort sort, int offset) {
    var key =
        switch (sort.field()) {
          case PLACED_AT -> "placed_at";
          case UPDATED_AT -> "updated_at";
          case TOTAL -> "total";
          case NUMBER -> "length(number) " + sort.direction() + ", number";
        };
    return Sql.query(
            connection,
            "SELECT * FROM views.order_view ORDER BY "
                + key
                + " "
                + sort.direction()
                + ", order_id "
                + sort.direction()
                + " LIMIT 1 OFFSET "
                + offset,
            row -> ListSort.position(row, sort).toText())
        .get(0);
  }

  private BigDecimal total(double share) {
    return Sql.query(
            connection,
            "SELECT percentile_disc(?) WITHIN GROUP (ORDER BY total) FROM views.order_view WHERE total > 0",
            row -> row.getBigDecimal(1),
            share)
        .get(0);
  }

  /** Values of an expression in up to 1,000 orders. */
  private List<String> values(String expression) {
    return Sql.query(
        connection,
        "SELECT "
            + expression
            + " FROM views.order_view WHERE "
            + expression
            + " IS NOT NULL ORDER BY md5(number) LIMIT 1000",
        row -> row.getString(1));
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
