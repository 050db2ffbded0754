package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.GraphqlClient;
import io.github.ordermill.launcher.ApplicationServer;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Readiness of a node with a blocked projection. */
class ReadinessIT extends ChaosTest {

  @Test
  void isNotReadyWhileAProjectionExceedsTheLagLimitAndNamesIt() throws Exception {
    guarantee(
        "R8b",
        "A node whose projections exceed the lag limit is not ready and names the projection");
    var defaultNode = stack.application();
    try (var strictNode =
            stack.secondNode().withSetting("ORDERS_PROJECTION_MAX_LAG", "PT5S").start();
        var load = startLoad();
        var blocker = stack.database().connect()) {
      awaitAccepted(50);
      timeUntil("a ready node", recoveryTimeout, strictNode::isReady);
      blocker.setAutoCommit(false);
      Sql.update(blocker, "LOCK TABLE views.order_view IN EXCLUSIVE MODE");

      var detection =
          timeUntil("a node that is not ready", recoveryTimeout, () -> !strictNode.isReady());
      var check = projectionCheck(strictNode);
      assertThat(check.getString("status")).isEqualTo("DOWN");
      assertThat(check.getJsonObject("data").getString("order"))
          .matches("lags \\d+ ms, the limit is 5000");
      assertThat(defaultNode.isReady()).as("ready with a limit of one minute").isTrue();

      load.finish();
      blocker.rollback();
      guarantee
          .detail("table of the view locked; not ready after %.1f s", detection.toMillis() / 1e3)
          .recoveryTime(
              timeUntil("a node that is ready again", recoveryTimeout, strictNode::isReady));
      assertThat(projectionCheck(strictNode).getString("status")).isEqualTo("UP");
    }
    guarantee
        .operations(expected.acceptedCommands())
        .findings(invariants.assertHold(recoveryTimeout));
  }

  /** Result of the readiness check {@code projections}. */
  private static JsonObject projectionCheck(ApplicationServer node)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(node.managementUri("/health/ready")).build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    return GraphqlClient.parse(response)
        .getJsonArray("checks")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(it -> it.getString("name").equals("projections"))
        .findFirst()
        .orElseThrow();
  }
}
