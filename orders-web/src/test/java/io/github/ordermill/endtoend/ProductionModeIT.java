package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import io.github.ordermill.client.GraphqlClient;
import io.github.ordermill.client.HttpTestClient;
import io.github.ordermill.client.WebSocketClient;
import io.github.ordermill.launcher.ApplicationServer;
import io.github.ordermill.launcher.RunningStack;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Application node without ORDERS_MODE, thus in production, on the shared database and broker. */
class ProductionModeIT {

  private static final String SHOP = "https://shop.example";

  private static final int EXECUTION_LIMIT_SECONDS = 3;

  private static ApplicationServer node;
  private static HttpTestClient http;

  @BeforeAll
  static void startNode() {
    node =
        RunningStack.shared()
            .secondNode()
            .withoutSetting("ORDERS_MODE")
            .withSetting("ORDERS_CORS_ORIGINS", SHOP + ",http://localhost:5173")
            .withSetting(
                "ORDERS_LIMIT_EXECUTION_SECONDS", Integer.toString(EXECUTION_LIMIT_SECONDS))
            .start();
    http = new HttpTestClient(node.uri());
  }

  @AfterAll
  static void stopNode() {
    node.close();
  }

  @Test
  void answersQueries() {
    var response = http.post("{\"query\":\"{ __typename }\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{ __schema { types { name } } }", "{ __type(name: \\\"Order\\\") { name } }"})
  void rejectsIntrospection(String query) {
    var response = http.post("{\"query\":\"" + query + "\"}");

    assertThat(response.body())
        .contains("GRAPHQL_VALIDATION_FAILED")
        .doesNotContain("\"data\"", "Order\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/graphql-ui/",
        "/graphql-ui/examples.json",
        "/graphql/schema.graphql",
        "/graphql-ui/graphiql-5.1.1/assets/index-Cfxag65F.js"
      })
  void servesNeitherGraphiqlNorSchema(String path) {
    assertThat(http.get(path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/ready", "/metrics"})
  void servesHealthAndMetricsOnTheManagementPortOnly(String path) {
    assertThat(http.get(path).statusCode()).isEqualTo(404);
    assertThat(new HttpTestClient(node.managementUri("/")).get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void suggestsNoNames() {
    assertThat(http.post("{\"query\":\"{ ordr(id: 1) { id } }\"}").body())
        .contains("GRAPHQL_VALIDATION_FAILED")
        .doesNotContain("mean", "\\\"order\\\"", "'order'");
  }

  @Test
  void rejectsQueriesByGet() {
    var response = http.getQuery("{ __typename }");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("POST");
  }

  /** Apollo Client sends hashes by GET where configured, and the query by POST after this. */
  @Test
  void refusesTheHashOfAPersistedQueryByNameByGetToo() {
    var hash = "/graphql?extensions=%7B%22persistedQuery%22%3A%7B%22version%22%3A1%7D%7D";

    assertThat(http.get(hash).body()).contains("\"message\":\"PersistedQueryNotSupported\"");
    assertThat(http.get(hash + "&query=%7B__typename%7D").statusCode()).isEqualTo(405);
  }

  @Test
  void acceptsWebsocketsOnlyFromListedOrigins() {
    WebSocketClient.openFrom(SHOP, node.uri("/graphql")).join().close();

    assertThat(WebSocketClient.openFrom("https://shop.example.org", node.uri("/graphql")))
        .failsWithin(Duration.ofSeconds(20));
  }

  /** Commands go to the first node; this one reads and subscribes. */
  @Test
  void waitsForAndStreamsCommitsOfAnotherNode() {
    var firstNode = new GraphqlClient(RunningStack.shared().application().uri("/graphql"));
    var thisNode = new GraphqlClient(node.uri("/graphql"));
    var placed = firstNode.send("placeOrder", CommandInputs.anyOrder("customer-of-two-nodes"));
    var id = placed.getString("orderId");
    try (var socket = WebSocketClient.connect(node.uri("/graphql"))) {
      socket.subscribe("s", "subscription { orderEvents(orderId: \"" + id + "\") { version } }");
      for (int version = 2; version <= 20; version++) {
        var written = firstNode.send("addNote", CommandInputs.note(id, "seen"));
        var read =
            thisNode.execute(
                "{ order(id: \"%s\", consistencyToken: \"%s\", maxWaitMillis: 10000) { version } }"
                    .formatted(id, written.getString("consistencyToken")));
        assertThat(read.toString()).contains("\"state\":\"FRESH\"", "\"version\":" + version);
      }

      socket.await(20);

      assertThat(socket.versions()).isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ORDERS_DB_PASSWORD", "ORDERS_BROKER_PASSWORD"})
  void doesNotStartWithAnInsecureDefault(String variable) {
    try (var other = RunningStack.shared().secondNode()) {
      other.withoutSetting("ORDERS_MODE").withSetting(variable, "").launch();

      Awaitility.await().until(other::hasEnded);
      assertThat(other.logTail()).startsWith("ORDERS_").contains(variable, "production");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ORDERS_LIMIT_DEPTH, 0",
    "ORDERS_LIMIT_EXECUTION_SECONDS, PT10S",
    "ORDERS_INTROSPECTION, off",
    "ORDERS_CORS_ORIGINS, *"
  })
  void doesNotStartWithAnInvalidSetting(String variable, String value) {
    try (var other = RunningStack.shared().secondNode()) {
      other.withSetting(variable, value).launch();

      Awaitility.await().until(other::hasEnded);
      assertThat(other.logTail()).startsWith(variable + " ").contains(value, "give ");
    }
  }

  @ParameterizedTest
  @EnumSource(GraphqlCop.class)
  void hasNoGraphqlCopFindings(GraphqlCop check) {
    assertThat(check.finds(http)).as("%s, %s", check, check.severity()).isFalse();
  }

  @Test
  void cancelsTheSqlStatementAtTheExecutionLimit() throws SQLException {
    var database = RunningStack.shared().database();
    HttpResponse<String> response;
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE views.order_view IN ACCESS EXCLUSIVE MODE");

      response =
          http.post(
              "{\"query\":\"{ order(id: \\\"0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a77\\\") { id } }\"}");

      try (var waiting =
          statement.executeQuery(
              "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                  + " AND query LIKE 'SELECT%FROM views.order_view WHERE order_id%'")) {
        waiting.next();
        assertThat(waiting.getInt(1)).isZero();
      }
    }
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains(
            "\"code\":\"LIMIT_EXCEEDED\",\"name\":\"executionSeconds\",\"limit\":"
                + EXECUTION_LIMIT_SECONDS,
            "\"path\":[\"order\"]");
  }

  @Test
  void answersPreflightRequestsOfAnAllowedOrigin() {
    var preflight = preflight(SHOP);

    assertThat(preflight.statusCode()).isEqualTo(200);
    assertThat(preflight.body()).isEmpty();
    assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo(SHOP);
    assertThat(header(preflight, "Access-Control-Allow-Methods")).contains("POST");
    assertThat(header(preflight, "Access-Control-Allow-Headers"))
        .containsIgnoringCase("content-type");
    assertThat(preflight.headers().map()).doesNotContainKey("access-control-allow-credentials");
    assertThat(preflight.headers().allValues("Vary")).contains("Origin");
  }

  @Test
  void servesRequestsAfterAPreflightOnTheSameConnection() {
    for (int i = 0; i < 20; i++) {
      assertThat(preflight(SHOP).statusCode()).isEqualTo(200);
      assertThat(http.post("{\"query\":\"{ __typename }\"}", "Origin", SHOP).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void sendsCorsHeadersToAnAllowedOrigin() {
    var response = http.post("{\"query\":\"{ __typename }\"}", "Origin", "http://localhost:5173");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("http://localhost:5173");
    assertThat(header(response, "Access-Control-Expose-Headers")).isEqualTo("X-Correlation-Id");
    assertThat(response.headers().allValues("Vary")).contains("Origin", "Accept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "https://shop.example.evil.example"})
  void sendsNoCorsHeadersToOtherOrigins(String origin) {
    var preflight = preflight(origin);
    var response = http.post("{\"query\":\"{ __typename }\"}", "Origin", origin);

    assertThat(preflight.statusCode()).isEqualTo(405);
    assertThat(preflight.headers().map()).doesNotContainKey("access-control-allow-origin");
    assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
    assertThat(response.headers().allValues("Vary")).contains("Origin");
  }

  private static HttpResponse<String> preflight(String origin) {
    return http.exchange(
        "OPTIONS",
        "/graphql",
        null,
        "Origin",
        origin,
        "Access-Control-Request-Method",
        "POST",
        "Access-Control-Request-Headers",
        "content-type");
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
