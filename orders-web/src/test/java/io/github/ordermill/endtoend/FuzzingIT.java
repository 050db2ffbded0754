package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Ten thousand bad requests: no fault of ours, nothing of the inside shown, nothing changed. */
class FuzzingIT extends EndToEndTest {

  private static final int REQUESTS = Integer.getInteger("hostile.requests", 10_000);
  private static final long SEED = Long.getLong("hostile.seed", 20_261_123L);
  private static final int CLIENTS = 8;
  private static final int SHOWN = 5;

  /** Names of classes, of tables, of what only the database or the JVM would say. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "(?i)exception|stack ?trace|\\b(java|jakarta|javax|sun|fish|org|com)\\.[a-z]+\\.|ordermill"
              + "|graphql\\.|coercing|eclipselink|postgres|psql|sqlstate|jdbc|relation \\\\?\""
              + "|error: |\\bordering\\.|\\bviews\\.|insert into|\\bselect .* from |antlr|\\$proxy"
              + "|Lambda|@[0-9a-f]{6,}\\b");

  private static final Pattern OUR_FAULT = Pattern.compile("\"code\":\"(INTERNAL|UNAVAILABLE)\"");

  private final HttpTestClient http = new HttpTestClient(stack.application().uri());

  @Test
  void leavesNoMark() throws Exception {
    var order = place(newCustomer());
    awaitVersion(order, 1);
    awaitQuiet();
    var before = contents();
    var schema = http.get("/graphql/schema.graphql").body();
    var input = new FuzzedRequests(schema, SEED, order);

    var complaints = new ConcurrentLinkedQueue<String>();
    var codes = new TreeMap<String, Integer>();
    var clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      var answers = new ArrayList<Future<String>>();
      for (var request : input.requests(REQUESTS)) {
        answers.add(
            clients.submit(
                () -> {
                  var response = http.post(request.body());
                  var wrong = wrongWith(response);
                  if (wrong != null) {
                    complaints.add(wrong + " " + request.body() + "\n  => " + response.body());
                  }
                  return kindOf(response);
                }));
      }
      for (var answer : answers) {
        codes.merge(answer.get(), 1, Integer::sum);
      }
    } finally {
      clients.shutdownNow();
    }

    System.out.println("Hostile input, seed " + SEED + ": " + codes);
    assertThat(complaints.stream().limit(SHOWN))
        .as("%s complaints, seed %s", complaints.size(), SEED)
        .isEmpty();
    assertThat(contents()).as("seed %s", SEED).isEqualTo(before);
  }

  private static String wrongWith(HttpResponse<String> response) {
    var body = response.body();
    if (response.statusCode() >= 500) {
      return "status " + response.statusCode();
    }
    if (OUR_FAULT.matcher(body).find()) {
      return "a fault of ours";
    }
    var inside = INSIDE.matcher(body);
    return inside.find() ? "shows " + inside.group() : null;
  }

  private static String kindOf(HttpResponse<String> response) {
    var code = Pattern.compile("\"code\":\"(\\w+)\"").matcher(response.body());
    return response.statusCode() + " " + (code.find() ? code.group(1) : "answered");
  }

  /** Nothing of earlier tests is still to be sent or applied. */
  private void awaitQuiet() {
    soon().until(() -> rows("SELECT count(*)::text FROM ordering.unsent_event").equals("0"));
  }

  /** Of each table on the writing side, how many rows there are and what is in them. */
  private Map<String, String> contents() throws SQLException {
    var contents = new TreeMap<String, String>();
    try (var connection = stack.database().connect();
        var statement = connection.createStatement();
        var tables =
            statement.executeQuery(
                "SELECT table_name FROM information_schema.tables"
                    + " WHERE table_schema = 'ordering' AND table_type = 'BASE TABLE'")) {
      while (tables.next()) {
        var table = tables.getString(1);
        contents.put(
            table,
            rows(
                "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '')"
                    + " FROM ordering."
                    + table
                    + " t"));
      }
    }
    assertThat(contents).containsKeys("orders", "order_event");
    return contents;
  }

  private String rows(String sql) throws SQLException {
    try (var connection = stack.database().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
