package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import io.github.ordermill.client.GraphqlClient;
import io.github.ordermill.client.HttpTestClient;
import io.github.ordermill.launcher.ApplicationServer;
import io.github.ordermill.launcher.TcpProxy;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Node whose queries read from a database of their own, ORDERS_READ_DB_URL. */
class ReadDatabaseIT extends EndToEndTest {

  private static final String QUERY = "{ orders(first: 1) { edges { node { id } } } }";

  @Test
  void losesReadingAndNeverCommandsWithItsReplica() {
    try (var replica = new TcpProxy(stack.database().port()).open();
        var node = nodeThatReadsFrom(urlOf(replica)).start()) {
      var clientOfNode = new GraphqlClient(node.uri("/graphql"));
      assertThat(clientOfNode.execute(QUERY).toString()).doesNotContain("errors");
      assertThat(reading(node).getString("status")).isEqualTo("UP");

      replica.close();

      eventually()
          .until(() -> clientOfNode.execute(QUERY).toString(), it -> it.contains("UNAVAILABLE"));
      acceptedId(clientOfNode.send("placeOrder", CommandInputs.anyOrder(newCustomer())));
      eventually().until(() -> reading(node).getString("status"), "DOWN"::equals);
      assertThat(node.isReady()).as("ready for commands").isTrue();

      replica.open();

      eventually().until(() -> !clientOfNode.execute(QUERY).toString().contains("errors"));
      eventually().until(() -> reading(node).getString("status"), "UP"::equals);
    }
  }

  @Test
  void readsFromTheMainDatabaseWhileTheReplicaIsAwayIfThatIsSet() {
    try (var replica = new TcpProxy(stack.database().port());
        var node =
            nodeThatReadsFrom(urlOf(replica))
                .withSetting("ORDERS_READ_DB_FALLBACK", "true")
                .start()) {
      var clientOfNode = new GraphqlClient(node.uri("/graphql"));

      for (int i = 0; i < 20; i++) {
        assertThat(clientOfNode.execute(QUERY).toString()).doesNotContain("errors");
      }
      assertThat(reading(node).getString("status")).isEqualTo("DOWN");
      assertThat(node.isReady()).isTrue();
      assertThat(node.logTail()).contains("WARNING: ORDERS_READ_DB_URL is ");

      replica.open();

      eventually().until(() -> reading(node).getString("status"), "UP"::equals);
      assertThat(clientOfNode.execute(QUERY).toString()).doesNotContain("errors");
    }
  }

  @Test
  void doesNotStartOnADatabaseWithoutTheViews() throws SQLException {
    var database = "without_views_" + ProcessHandle.current().pid();
    administer("CREATE DATABASE " + database + " OWNER orders");
    var url = "jdbc:postgresql://127.0.0.1:" + stack.database().port() + "/" + database;
    try (var node = nodeThatReadsFrom(url)) {
      node.launch();

      Awaitility.await().atMost(Duration.ofSeconds(120)).until(node::hasEnded);
      assertThat(node.exitCode()).isEqualTo(1);
      assertThat(node.errorTail())
          .hasLineCount(1)
          .startsWith("ORDERS_READ_DB_URL ")
          .contains("without the views");
    } finally {
      administer("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }
  }

  @Test
  void tellsOfTheBrokerWithoutRequiringIt() {
    var checks = checks(stack.application());

    assertThat(checks)
        .filteredOn(check -> check.getString("name").equals("broker"))
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.getString("status")).isEqualTo("UP");
              assertThat(check.getJsonObject("data").getBoolean("required")).isFalse();
            });
  }

  private ApplicationServer nodeThatReadsFrom(String url) {
    return stack.secondNode().withSetting("ORDERS_READ_DB_URL", url);
  }

  private static String urlOf(TcpProxy replica) {
    return "jdbc:postgresql://127.0.0.1:" + replica.port() + "/orders";
  }

  private static JsonObject reading(ApplicationServer node) {
    return checks(node).stream()
        .filter(check -> check.getString("name").equals("reading"))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonObject> checks(ApplicationServer node) {
    var response = new HttpTestClient(node.managementUri("/")).get("/health/ready");
    return GraphqlClient.parse(response.body())
        .getJsonArray("checks")
        .getValuesAs(JsonObject.class);
  }

  private void administer(String statement) throws SQLException {
    try (var connection = stack.database().connectAsAdministrator("postgres");
        var statements = connection.createStatement()) {
      statements.execute(statement);
    }
  }
}
