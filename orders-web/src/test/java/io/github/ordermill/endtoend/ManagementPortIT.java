package io.github.ordermill.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.HttpTestClient;
import io.github.ordermill.launcher.ApplicationServer;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health checks and metrics on the management port, and nothing else there. */
class ManagementPortIT extends EndToEndTest {

  /** More than the server has threads for the API. */
  private static final int SLOW_CLIENTS = 250;

  private final ApplicationServer node = stack.application();
  private final HttpTestClient management = new HttpTestClient(node.managementUri("/"));
  private final HttpTestClient api = new HttpTestClient(node.uri());

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/started", "/health/live", "/health/ready"})
  void answersHealthChecksOfTheApplicationOnly(String path) {
    var response = management.get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(response.body()).contains("\"status\":\"UP\"");
  }

  @Test
  void isReadyByTheDatabaseAndTheProjections() {
    assertThat(management.get("/health/ready").body())
        .contains("\"name\":\"database\"", "\"name\":\"projections\"");
  }

  @Test
  void servesMetrics() {
    assertThat(management.get("/metrics").body()).contains("orders_projection_lag_events");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/graphql", "/graphql/schema.graphql", "/graphql-ui/", "/healthy"})
  void servesNothingElse(String path) {
    assertThat(management.get(path).statusCode()).isEqualTo(404);
    assertThat(management.exchange("POST", path, "{}").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/ready", "/metrics"})
  void isOnThePortOfTheApiTooInDevelopment(String path) {
    assertThat(api.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void answersWhileClientsThatSendHalfABodyTakeAllConnectionsOfTheApi() throws IOException {
    var sockets = new ArrayList<Socket>();
    try {
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        sockets.add(clientThatSendsHalfABody());
      }
      for (var path : List.of("/health/live", "/health/ready", "/metrics")) {
        long start = System.nanoTime();
        assertThat(management.get(path).statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .as(path)
            .isLessThan(Duration.ofSeconds(1));
      }
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  private Socket clientThatSendsHalfABody() throws IOException {
    var socket = new Socket("127.0.0.1", node.port());
    socket
        .getOutputStream()
        .write(
            ("POST /graphql HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 24\r\n\r\n{\"query\": ")
                .formatted(node.port())
                .getBytes(US_ASCII));
    return socket;
  }
}
