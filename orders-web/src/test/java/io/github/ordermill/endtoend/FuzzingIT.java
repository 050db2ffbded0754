package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.HttpTestClient;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
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

  /** Names of classes and tables, and messages of the database or the JVM. */
  private static final Pattern INTERNALS =
      Pattern.compile(
          "(?i)exception|stack ?trace|\\b(java|jakarta|javax|sun|fish|org|com)\\.[a-z]+\\.|ordermill"
              + "|graphql\\.|coercing|eclipselink|postgres|psql|sqlstate|jdbc|relation \\\\?\""
              + "|error: |\\bordering\\.|\\bviews\\.|insert into|\\bselect .* from |antlr|\\$proxy"
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
                  var failure = failureOf(response);
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

  private static String failureOf(HttpResponse<String> response) {
    var body = response.body();
    if (response.statusCode() >= 500) {
      return "status " + response.statusCode();
    }
    if (SERVER_ERROR_CODE.matcher(body).find()) {
      return "a server error";
    }
    var internals = INTERNALS.matcher(body);
    return internals.find() ? "reveals " + internals.group() : null;
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

  /** Row count and content hash of each table of the write side. */
  private Map<String, String> tableDigests() throws SQLException {
    var digests = new TreeMap<String, String>();
    try (var connection = stack.database().connect();
        var statement = connection.createStatement();
        var tables =
            statement.executeQuery(
                "SELECT table_schema || '.' || table_name FROM information_schema.tables"
                    + " WHERE table_schema IN ('messaging', 'ordering')"
                    + " AND table_type = 'BASE TABLE'")) {
      while (tables.next()) {
        var table = tables.getString(1);
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

  private String queryString(String sql) throws SQLException {
    try (var connection = stack.database().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
