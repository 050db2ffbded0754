package io.github.ordermill.bench;

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

  private final List<Integer> callers = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private HttpConnection connection;

  @BeforeEach
  void startAServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    connection = new HttpConnection(server.getAddress().getPort());
  }

  @AfterEach
  void stopTheServer() {
    connection.close();
    server.stop(0);
  }

  @Test
  void takesOneAnswerAfterTheOtherFromTheSameConnection() throws IOException {
    serve(exchange -> answer(exchange, 200, echo(exchange), false));

    assertThat(connection.exchange(HttpConnection.post("{\"a\": \"é\"}")))
        .isEqualTo("{\"a\": \"é\"}");
    assertThat(connection.exchange(HttpConnection.post("{}"))).isEqualTo("{}");

    assertThat(callers).hasSize(2);
    assertThat(callers.get(0)).isEqualTo(callers.get(1));
  }

  @Test
  void takesAnswersInChunksThatAreLargerThanItsBuffer() throws IOException {
    var large = "x".repeat(200_000);
    serve(exchange -> answer(exchange, 200, large, true));

    assertThat(connection.exchange(HttpConnection.post("{}"))).isEqualTo(large);
    assertThat(connection.exchange(HttpConnection.post("{}"))).isEqualTo(large);
  }

  @Test
  void connectsAnewAfterAnAnswerThatIsTheLastOfItsConnection() throws IOException {
    serve(
        exchange -> {
          exchange.getResponseHeaders().set("Connection", "close");
          answer(exchange, 200, echo(exchange), false);
        });

    connection.exchange(HttpConnection.post("{}"));
    connection.exchange(HttpConnection.post("{}"));

    assertThat(callers.get(0)).isNotEqualTo(callers.get(1));
  }

  @Test
  void refusesWhatIsNotAnsweredWell() {
    serve(exchange -> answer(exchange, 503, "later", false));

    assertThatThrownBy(() -> connection.exchange(HttpConnection.post("{}")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("503")
        .hasMessageContaining("later");
  }

  private interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }

  private void serve(Answering answering) {
    server.createContext(
        "/graphql",
        exchange -> {
          callers.add(exchange.getRemoteAddress().getPort());
          answering.answer(exchange);
        });
  }

  private static String echo(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, String text, boolean inChunks)
      throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, inChunks ? CHUNKED : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
