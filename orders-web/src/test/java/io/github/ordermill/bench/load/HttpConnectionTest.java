package io.github.ordermill.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {

  private static final int CHUNKED = 0;

  private final List<Integer> clientPorts = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private HttpConnection connection;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    connection = new HttpConnection(server.getAddress().getPort());
  }

  @AfterEach
  void stopServer() {
    connection.close();
    server.stop(0);
  }

  @Test
  void reusesTheConnection() throws IOException {
    serve(exchange -> respond(exchange, 200, echo(exchange), false));

    assertThat(connection.exchange(HttpConnection.post("{\"a\": \"é\"}")))
        .isEqualTo("{\"a\": \"é\"}");
    assertThat(connection.exchange(HttpConnection.post("{}"))).isEqualTo("{}");

    assertThat(clientPorts).hasSize(2);
    assertThat(clientPorts.get(0)).isEqualTo(clientPorts.get(1));
  }

  @Test
  void readsChunkedResponsesLargerThanTheBuffer() throws IOException {
    var large = "x".repeat(200_000);
    serve(exchange -> respond(exchange, 200, large, true));

    assertThat(connection.exchange(HttpConnection.post("{}"))).isEqualTo(large);
    assertThat(connection.exchange(HttpConnection.post("{}"))).isEqualTo(large);
  }

  @Test
  void reconnectsAfterConnectionClose() throws IOException {
    serve(
        exchange -> {
          exchange.getResponseHeaders().set("Connection", "close");
          respond(exchange, 200, echo(exchange), false);
        });

    connection.exchange(HttpConnection.post("{}"));
    connection.exchange(HttpConnection.post("{}"));

    assertThat(clientPorts.get(0)).isNotEqualTo(clientPorts.get(1));
  }

  @Test
  void failsForAStatusOtherThan200() {
    serve(exchange -> respond(exchange, 503, "later", false));

    assertThatThrownBy(() -> connection.exchange(HttpConnection.post("{}")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("503")
        .hasMessageContaining("later");
  }

  private interface Handler {
    void respond(HttpExchange exchange) throws IOException;
  }

  private void serve(Handler handler) {
    server.createContext(
        "/graphql",
        exchange -> {
          clientPorts.add(exchange.getRemoteAddress().getPort());
          handler.respond(exchange);
        });
  }

  private static String echo(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void respond(HttpExchange exchange, int status, String text, boolean chunked)
      throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, chunked ? CHUNKED : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
