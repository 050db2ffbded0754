package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.HttpTestClient;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Sends ten thousand fuzzed requests: none causes a server error, reveals internals or changes
 * data.
 */
class FuzzingIT extends EndToEndTest {

  private static final int REQUESTS = Integer.getInteger("hostile.requests", 10_000);
  private static final long SEED = Long.getLong("hostile.seed", 20_261_123L);
  private static final int CLIENTS = 8;
  private static final int MAX_FAILURES_SHOWN = 5;

  /** Names of classes, and messages of the database or the JVM. */
  private static final Pattern INTERNALS =
      Pattern.compile(
          "(?i)exception|stack ?trace|\\b(java|jakarta|javax|sun|fish|org|com)\\.[a-z]+\\.|ordermill"
              + "|graphql\\.|coercing|eclipselink|postgres|psql|sqlstate|jdbc|relation \\\\?\""
              + "|error: |insert into|\\bselect .* from |antlr|\\$proxy"
              + "|Lambda|@[0-9a-f]{6,}\\b");

  private static final Pattern SERVER_ERROR_CODE =
      Pattern.compile("\"code\":\"(INTERNAL|UNAVAILABLE)\"");

  private final HttpTestClient http = new HttpTestClient(stack.application().uri());

  @Test
  void neitherFailsNorRevealsInternalsNorChangesData() throws Exception {
    var order = place(newCustomer());
    awaitViewVersion(order, 1);
    awaitEmptyOutbox();
    var before = tableDigests();
    var schema = http.get("/graphql/schema.graphql").body();
    var input = new FuzzedRequests(schema, SEED, order);
    var tableNames = tableNames();

    var failures = new ConcurrentLinkedQueue<String>();
    var codes = new TreeMap<String, Integer>();
    var clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      var answers = new ArrayList<Future<String>>();
      for (var request : input.requests(REQUESTS)) {
        answers.add(
            clients.submit(
                () -> {
                  var response = http.post(request.body());
                  var failure = failureOf(response, tableNames);
                  if (failure != null) {
                    failures.add(failure + " " + request.body() + "\n  => " + response.body());
                  }
                  return outcomeOf(response);
                }));
      }
      for (var answer : answers) {
        codes.merge(answer.get(), 1, Integer::sum);
      }
    } finally {
      clients.shutdownNow();
    }

    System.out.println("Fuzzing, seed " + SEED + ": " + codes);
    assertThat(failures.stream().limit(MAX_FAILURES_SHOWN))
        .as("%s failures, seed %s", failures.size(), SEED)
        .isEmpty();
    assertThat(tableDigests()).as("seed %s", SEED).isEqualTo(before);
  }

  private static String failureOf(HttpResponse<String> response, Pattern tableNames) {
    var body = response.body();
    if (response.statusCode() >= 500) {
      return "status " + response.statusCode();
    }
    if (SERVER_ERROR_CODE.matcher(body).find()) {
      return "a server error";
    }
    return Stream.of(INTERNALS, tableNames)
        .map(internals -> internals.matcher(body))
        .filter(Matcher::find)
        .map(internals -> "reveals " + internals.group())
        .findFirst()
        .orElse(null);
  }

  private static String outcomeOf(HttpResponse<String> response) {
    var code = Pattern.compile("\"code\":\"(\\w+)\"").matcher(response.body());
    return response.statusCode() + " " + (code.find() ? code.group(1) : "data");
  }

  /** Waits until events of earlier tests have been published. */
  private void awaitEmptyOutbox() {
    eventually()
        .until(() -> queryString("SELECT count(*)::text FROM messaging.outbox").equals("0"));
  }

  /** Names with the schema of a table before them. */
  private Pattern tableNames() throws SQLException {
    var schemas = tables().stream().map(table -> table.split("\\.")[0]).distinct().toList();
    assertThat(schemas).contains("messaging", "ordering", "views");
    return Pattern.compile("(?i)\\b(" + String.join("|", schemas) + ")\\.");
  }

  /** Row count and content hash of each table of the write side, of all modules. */
  private Map<String, String> tableDigests() throws SQLException {
    var digests = new TreeMap<String, String>();
    for (var table : tables()) {
      if (!table.startsWith("views.")) {
        digests.put(
            table,
            queryString(
                "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '')"
                    + " FROM "
                    + table
                    + " t"));
      }
    }
    assertThat(digests).containsKeys("ordering.orders", "messaging.event_log");
    return digests;
  }

  /** All tables that migrations have created, with their schemas. */
  private List<String> tables() throws SQLException {
    var tables = new ArrayList<String>();
    try (var connection = stack.database().connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT schemaname || '.' || tablename FROM pg_tables"
                    + " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private String queryString(String sql) throws SQLException {
    try (var connection = stack.database().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
