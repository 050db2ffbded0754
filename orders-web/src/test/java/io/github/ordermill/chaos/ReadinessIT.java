package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.launcher.ApplicationServer;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** A projection that stands still, as a load balancer sees it. */
class ReadinessIT extends ChaosTest {

  @Test
  void isNotReadyWhileAProjectionLagsBeyondTheLimitAndSaysWhich() throws Exception {
    guarantee("R8b", "A node whose views lag beyond its limit is not ready, and says which lags");
    var patient = stack.application();
    try (var strict = stack.secondNode().withSetting("ORDERS_PROJECTION_MAX_LAG", "PT5S").start();
        var load = load();
        var stopper = stack.database().connect()) {
      awaitAccepted(50);
      time("a node that keeps up", recovery, strict::isReady);
      stopper.setAutoCommit(false);
      Sql.update(stopper, "LOCK TABLE views.order_view IN EXCLUSIVE MODE");

      var away = time("a node that is not ready", recovery, () -> !strict.isReady());
      var reason = projections(strict);
      assertThat(reason.getString("status")).isEqualTo("DOWN");
      assertThat(reason.getJsonObject("data").getString("order"))
          .matches("lags \\d+ ms, the limit is 5000");
      assertThat(patient.isReady()).as("with a limit of a minute").isTrue();

      load.finish();
      stopper.rollback();
      guarantee
          .tells("the view's table locked; not ready after %.1f s", away.toMillis() / 1e3)
          .recoveredIn(time("a node that is ready again", recovery, strict::isReady));
      assertThat(projections(strict).getString("status")).isEqualTo("UP");
    }
    guarantee.operations(ledger.size()).found(invariants.hold(recovery));
  }

  /** What the health check of the projections says. */
  private static JsonObject projections(ApplicationServer node)
      throws IOException, InterruptedException {
    var question = HttpRequest.newBuilder(node.uri("/health/ready")).build();
    var answer = HttpClient.newHttpClient().send(question, BodyHandlers.ofString()).body();
    try (var reader = Json.createReader(new StringReader(answer))) {
      return reader.readObject().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
          .filter(check -> check.getString("name").equals("projections"))
          .findFirst()
          .orElseThrow();
    }
  }
}
