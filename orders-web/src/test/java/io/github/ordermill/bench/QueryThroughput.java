package io.github.ordermill.bench;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Queries over HTTP, of a view that holds a given number of orders. */
final class QueryThroughput implements BenchmarkSection {

  static final String NAME = "queries";

  static final String RATE_UNIT = "queries/s";

  static final String BY_ID = "order by id";

  /** Ends the name of a figure: in turns with that, so that both are of the same minute. */
  static final String OF_BY_ID = ", p50 of that of " + BY_ID;

  private static final int CLIENTS = 8;
  private static final int TURNS = 4;

  /** So many different orders and customers are asked for. */
  private static final int SAMPLE = 1_000;

  /** So many orders at least have those asked for, also in the smallest view. */
  private static final int OF_A_CUSTOMER = 3;

  private static final String FIELDS =
      "number status version placedAt total { amount currency }"
          + " lines { number productId name quantity total { amount } }";

  private final int orders;

  /** At that many orders, which are added as far as they are missing. */
  QueryThroughput(int orders) {
    this.orders = orders;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    run.stock().fillUpTo(orders);
    var kinds = kinds(run);
    var byId = kinds.get(BY_ID);
    for (var kind : kinds.entrySet()) {
      inTurns(run, kind.getKey(), kind.getValue(), byId);
    }
    var outcome =
        load(run, CLIENTS, byId).asFastAsPossible(run.plan().settle(), run.plan().measured());
    check(outcome);
    var name = "%,d orders: %s, %d clients".formatted(orders, BY_ID, CLIENTS);
    run.findings().add(NAME, name, outcome.perSecond(), RATE_UNIT);
    run.findings().add(NAME, name + ", p99", outcome.millis(99), "ms");
  }

  /** The machine may have another speed with more orders; what one order takes tells how fast. */
  private void inTurns(BenchmarkRun run, String kind, List<byte[]> requests, List<byte[]> byId)
      throws Exception {
    var share = run.plan().query().dividedBy(TURNS);
    check(load(run, 1, requests).asFastAsPossible(Duration.ZERO, share));
    var ofKind = new ArrayList<LoadGenerator.Outcome>();
    var ofId = new ArrayList<LoadGenerator.Outcome>();
    for (int turn = 0; turn < TURNS; turn++) {
      ofKind.add(load(run, 1, requests).asFastAsPossible(Duration.ZERO, share));
      ofId.add(load(run, 1, byId).asFastAsPossible(Duration.ZERO, share.dividedBy(2)));
    }
    var outcome = ofKind.stream().reduce(LoadGenerator.Outcome::plus).orElseThrow();
    var reference = ofId.stream().reduce(LoadGenerator.Outcome::plus).orElseThrow();
    check(outcome.plus(reference));
    var name = "%,d orders: %s".formatted(orders, kind);
    run.findings().add(NAME, name + ", p50", outcome.millis(50), "ms");
    run.findings().add(NAME, name + ", p99", outcome.millis(99), "ms");
    if (!kind.equals(BY_ID)) {
      run.findings().add(NAME, name + OF_BY_ID, outcome.millis(50) / reference.millis(50), "×");
    }
  }

  /** Asks all kinds of queries for a while. */
  static void warmUp(BenchmarkRun run, Duration time) throws Exception {
    var kinds = kinds(run);
    for (var requests : kinds.values()) {
      check(
          load(run, CLIENTS, requests)
              .asFastAsPossible(Duration.ZERO, time.dividedBy(kinds.size())));
    }
  }

  private static Map<String, List<byte[]>> kinds(BenchmarkRun run) throws Exception {
    var random = new Random(SAMPLE);
    var kinds = new LinkedHashMap<String, List<byte[]>>();
    kinds.put(BY_ID, byId(run));
    kinds.put("first page", requests(List.of(""), list("", "first: 20")));
    kinds.put("first page and total", requests(List.of(""), withTotal(list("", "first: 20"))));
    kinds.put(
        "deep page",
        requests(List.of(cursorNearTheEnd(run)), list("String", "first: 20, after: $it")));
    kinds.put(
        "page of a customer",
        requests(
            sample(
                run,
                "SELECT customer_id FROM views.order_view GROUP BY 1 HAVING count(*) >= %d LIMIT %d"
                    .formatted(OF_A_CUSTOMER, SAMPLE)),
            list(
                "ID",
                "first: %d, filter: {customerId: $it, statuses: [PLACED]}"
                    .formatted(OF_A_CUSTOMER))));
    kinds.put(
        "filter by product",
        requests(
            many(() -> SampleData.product(SampleData.anyProduct(random))),
            list("ID", "first: 20, filter: {productId: $it}")));
    kinds.put(
        "filter by total, highest first",
        requests(
            many(() -> random.nextInt(100, 2_000) + ".00"),
            list("Decimal", "first: 20, filter: {maxTotal: $it}, orderBy: {field: TOTAL}")));
    kinds.put(
        "full text",
        requests(
            many(() -> SampleData.anyName(random)),
            list("String", "first: 20, filter: {text: $it}")));
    return kinds;
  }

  private static List<byte[]> byId(BenchmarkRun run) throws Exception {
    return requests(
        sample(
            run, "SELECT order_id FROM views.order_view TABLESAMPLE SYSTEM (20) LIMIT " + SAMPLE),
        "query ($it: ID!) { order(id: $it) { %s } }".formatted(FIELDS));
  }

  /** A query of {@code orders} whose arguments use the variable {@code it}, if it has a type. */
  private static String list(String type, String arguments) {
    return (type.isEmpty() ? "query" : "query ($it: " + type + ")")
        + " { orders(%s) { edges { node { %s } } pageInfo { hasNextPage endCursor } } }"
            .formatted(arguments, FIELDS);
  }

  private static String withTotal(String list) {
    return list.replace("pageInfo", "totalCount pageInfo");
  }

  /** Nine tenths down the list that begins with the newest. */
  private static String cursorNearTheEnd(BenchmarkRun run) throws Exception {
    var placedTo =
        sample(
                run,
                "SELECT to_char(placed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
                    + " FROM views.order_view ORDER BY placed_at LIMIT 1 OFFSET "
                    + run.stock().count() / 10)
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

  private static List<String> many(Supplier<String> one) {
    return Stream.generate(one).limit(SAMPLE).toList();
  }

  private static List<String> sample(BenchmarkRun run, String sql) throws Exception {
    try (var connection = run.stack().connect()) {
      return Sql.query(connection, sql, row -> row.getString(1));
    }
  }

  /** The same query with one value after the other. */
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
