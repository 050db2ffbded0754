package io.github.ordermill.bench;

import io.github.ordermill.bench.load.HttpConnection;
import io.github.ordermill.bench.load.LoadGenerator;
import io.github.ordermill.bench.load.PreparedRequests;
import io.github.ordermill.bench.load.SampleData;
import io.github.ordermill.shared.infrastructure.database.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Latency and throughput of queries over HTTP for a given number of orders. */
final class QueryThroughput implements BenchmarkSection {

  static final String NAME = "queries";

  static final String RATE_UNIT = "queries/s";

  static final String BY_ID = "order by id";

  /**
   * Suffix of figures that are ratios to order by id, measured alternately within the same minute.
   */
  static final String RELATIVE_TO_BY_ID = ", p50 relative to " + BY_ID;

  private static final int CLIENTS = 8;
  private static final int ALTERNATIONS = 4;

  /** Number of different orders and customers queried. */
  private static final int SAMPLE_SIZE = 1_000;

  /** Minimum number of orders of the queried customers, also in the smallest view. */
  private static final int ORDERS_PER_CUSTOMER = 3;

  private static final String FIELDS =
      "number status version placedAt total { amount currency }"
          + " lines { number productId name quantity total { amount } }";

  private final int orders;

  /**
   * Creates a section.
   *
   * @param orders number of orders in the view; missing ones are added
   */
  QueryThroughput(int orders) {
    this.orders = orders;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    run.dataLoader().fillUpTo(orders);
    var queries = queries(run);
    var byId = queries.get(BY_ID);
    for (var query : queries.entrySet()) {
      measureRelativeToById(run, query.getKey(), query.getValue(), byId);
    }
    var outcome =
        load(run, CLIENTS, byId).runClosedLoop(run.profile().rampUp(), run.profile().measurement());
    check(outcome);
    var name = "%,d orders: %s, %d clients".formatted(orders, BY_ID, CLIENTS);
    run.results().add(NAME, name, outcome.perSecond(), RATE_UNIT);
    run.results().add(NAME, name + ", p99", outcome.millis(99), "ms");
  }

  /**
   * Alternates a query with order by id, whose latency does not depend on the number of orders:
   * their ratio is comparable although the speed of the machine varies.
   */
  private void measureRelativeToById(
      BenchmarkRun run, String query, List<byte[]> requests, List<byte[]> byId) throws Exception {
    var share = run.profile().queryMeasurement().dividedBy(ALTERNATIONS);
    check(load(run, 1, requests).runClosedLoop(Duration.ZERO, share));
    var outcomes = new ArrayList<LoadGenerator.Outcome>();
    var references = new ArrayList<LoadGenerator.Outcome>();
    for (int turn = 0; turn < ALTERNATIONS; turn++) {
      outcomes.add(load(run, 1, requests).runClosedLoop(Duration.ZERO, share));
      references.add(load(run, 1, byId).runClosedLoop(Duration.ZERO, share.dividedBy(2)));
    }
    var outcome = outcomes.stream().reduce(LoadGenerator.Outcome::plus).orElseThrow();
    var reference = references.stream().reduce(LoadGenerator.Outcome::plus).orElseThrow();
    check(outcome.plus(reference));
    var name = "%,d orders: %s".formatted(orders, query);
    run.results().add(NAME, name + ", p50", outcome.millis(50), "ms");
    run.results().add(NAME, name + ", p99", outcome.millis(99), "ms");
    if (!query.equals(BY_ID)) {
      run.results()
          .add(NAME, name + RELATIVE_TO_BY_ID, outcome.millis(50) / reference.millis(50), "×");
    }
  }

  /** Executes all queries for a total time. */
  static void warmUp(BenchmarkRun run, Duration time) throws Exception {
    var queries = queries(run);
    for (var requests : queries.values()) {
      check(
          load(run, CLIENTS, requests)
              .runClosedLoop(Duration.ZERO, time.dividedBy(queries.size())));
    }
  }

  private static Map<String, List<byte[]>> queries(BenchmarkRun run) throws Exception {
    var random = new Random(SAMPLE_SIZE);
    var queries = new LinkedHashMap<String, List<byte[]>>();
    queries.put(BY_ID, byId(run));
    queries.put("first page", requests(List.of(""), list("", "first: 20")));
    queries.put("first page and total", requests(List.of(""), withTotal(list("", "first: 20"))));
    queries.put(
        "deep page",
        requests(List.of(cursorNearTheEnd(run)), list("String", "first: 20, after: $it")));
    queries.put(
        "page of a customer",
        requests(
            sampleFrom(
                run,
                "SELECT customer_id FROM views.order_view GROUP BY 1 HAVING count(*) >= %d LIMIT %d"
                    .formatted(ORDERS_PER_CUSTOMER, SAMPLE_SIZE)),
            list(
                "ID",
                "first: %d, filter: {customerId: $it, statuses: [PLACED]}"
                    .formatted(ORDERS_PER_CUSTOMER))));
    queries.put(
        "filter by product",
        requests(
            sampleOf(() -> SampleData.productId(SampleData.randomProduct(random))),
            list("ID", "first: 20, filter: {productId: $it}")));
    queries.put(
        "filter by total, highest first",
        requests(
            sampleOf(() -> random.nextInt(100, 2_000) + ".00"),
            list("Decimal", "first: 20, filter: {maxTotal: $it}, orderBy: {field: TOTAL}")));
    queries.put(
        "full text",
        requests(
            sampleOf(() -> SampleData.randomProductName(random)),
            list("String", "first: 20, filter: {text: $it}")));
    return queries;
  }

  private static List<byte[]> byId(BenchmarkRun run) throws Exception {
    return requests(
        sampleFrom(
            run,
            "SELECT order_id FROM views.order_view TABLESAMPLE SYSTEM (20) LIMIT " + SAMPLE_SIZE),
        "query ($it: ID!) { order(id: $it) { %s } }".formatted(FIELDS));
  }

  /**
   * Query of {@code orders}.
   *
   * @param type type of the variable {@code $it}; empty for none
   */
  private static String list(String type, String arguments) {
    return (type.isEmpty() ? "query" : "query ($it: " + type + ")")
        + " { orders(%s) { edges { node { %s } } pageInfo { hasNextPage endCursor } } }"
            .formatted(arguments, FIELDS);
  }

  private static String withTotal(String list) {
    return list.replace("pageInfo", "totalCount pageInfo");
  }

  /** Cursor at 90 % of the list, newest first. */
  private static String cursorNearTheEnd(BenchmarkRun run) throws Exception {
    var placedTo =
        sampleFrom(
                run,
                "SELECT to_char(placed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
                    + " FROM views.order_view ORDER BY placed_at LIMIT 1 OFFSET "
                    + run.dataLoader().count() / 10)
            .get(0);
    try (var connection = new HttpConnection(run.stack().port())) {
      var answer =
          connection.exchange(
              HttpConnection.post(
                  ("{\"query\":\"{ orders(first: 1, filter: {placedTo: \\\"%s\\\"})"
                          + " { edges { cursor } } }\"}")
                      .formatted(placedTo)));
      return answer.replaceFirst("(?s).*\"cursor\": *\"([^\"]*)\".*", "$1");
    }
  }

  private static List<String> sampleOf(Supplier<String> one) {
    return Stream.generate(one).limit(SAMPLE_SIZE).toList();
  }

  private static List<String> sampleFrom(BenchmarkRun run, String sql) throws Exception {
    try (var connection = run.stack().connect()) {
      return Sql.query(connection, sql, row -> row.getString(1));
    }
  }

  /** Requests of one query with different values of {@code $it}. */
  private static List<byte[]> requests(List<String> values, String query) {
    return values.stream()
        .map(
            value ->
                HttpConnection.post(
                    "{\"query\":\"%s\",\"variables\":{\"it\":\"%s\"}}".formatted(query, value)))
        .toList();
  }

  private static LoadGenerator load(BenchmarkRun run, int clients, List<byte[]> requests) {
    return new LoadGenerator(
        clients,
        new PreparedRequests(
            run.stack().port(), requests, answer -> !answer.contains("\"errors\"")),
        null);
  }

  private static void check(LoadGenerator.Outcome outcome) {
    if (outcome.failed() > 0) {
      throw new IllegalStateException(outcome.firstFailure());
    }
  }
}
