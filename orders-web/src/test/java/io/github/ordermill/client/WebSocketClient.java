package io.github.ordermill.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Websocket test client that sends what the test specifies and collects what it receives. */
public final class WebSocketClient implements WebSocket.Listener, AutoCloseable {

  private static final String PROTOCOL = "graphql-transport-ws";
  private static final Duration TIMEOUT = Duration.ofSeconds(40);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<JsonObject> received = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final StringBuilder message = new StringBuilder();
  private WebSocket socket;
  private volatile boolean reading = true;

  private WebSocketClient() {}

  /**
   * Connects and initialises the connection ({@code connection_init}).
   *
   * @param graphql http URL
   */
  public static WebSocketClient connect(URI graphql) {
    var client = open(graphql);
    client.send("{'type':'connection_init'}");
    client.await(1);
    client.received.clear();
    return client;
  }

  /** Connects without sending {@code connection_init}. */
  public static WebSocketClient open(URI graphql) {
    return open(HTTP.newWebSocketBuilder().subprotocols(PROTOCOL), graphql).join();
  }

  /** Connects by a custom handshake. */
  public static CompletableFuture<WebSocketClient> open(WebSocket.Builder builder, URI graphql) {
    var client = new WebSocketClient();
    return builder
        .buildAsync(URI.create(graphql.toString().replaceFirst("^http", "ws")), client)
        .thenApply(
            socket -> {
              client.socket = socket;
              return client;
            });
  }

  /** Connects as a browser page of that origin does. */
  public static CompletableFuture<WebSocketClient> openFrom(String origin, URI graphql) {
    return open(handshake().header("Origin", origin).subprotocols("graphql-ws", PROTOCOL), graphql);
  }

  /** Builder of a custom handshake. */
  public static WebSocket.Builder handshake() {
    return HTTP.newWebSocketBuilder();
  }

  /** Sends a text message; single quotes replace double quotes. */
  public WebSocketClient send(String text) {
    socket.sendText(text.replace('\'', '"'), true).join();
    return this;
  }

  public void sendBinary() {
    socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
  }

  /** Sends a {@code subscribe} message. */
  public WebSocketClient subscribe(String id, String operation) {
    var subscribe =
        Json.createObjectBuilder()
            .add("id", id)
            .add("type", "subscribe")
            .add("payload", Json.createObjectBuilder().add("query", operation));
    socket.sendText(subscribe.build().toString(), true).join();
    return this;
  }

  /** Stops reading from the network, as a slow consumer does. */
  public void pauseReading() {
    reading = false;
  }

  /** Resumes reading. */
  public void resumeReading() {
    reading = true;
    socket.request(1);
  }

  /** Messages received since the initialisation. */
  public List<JsonObject> received() {
    return received;
  }

  /**
   * Waits until this many messages have been received.
   *
   * @throws AssertionError if the connection closes before
   */
  public List<JsonObject> await(int messages) {
    Awaitility.await()
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> received.size() >= messages || closed.isDone());
    if (received.size() < messages) {
      throw new AssertionError("closed with " + closed.join() + ", received " + received);
    }
    return received;
  }

  /** Versions in the events received; messages of other types are ignored. */
  public List<Integer> versions() {
    return received.stream()
        .filter(message -> message.getString("type").equals("next"))
        .map(WebSocketClient::event)
        .map(event -> event.getInt("version"))
        .toList();
  }

  /** Event in a {@code next} message, or null. */
  public static JsonObject event(JsonObject message) {
    var data = message.getJsonObject("payload").get("data");
    return data == JsonValue.NULL ? null : data.asJsonObject().getJsonObject("orderEvents");
  }

  /**
   * Waits until the server closes the connection.
   *
   * @return close code and reason
   */
  public String awaitClosed() throws Exception {
    return closed.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    message.append(text);
    if (last) {
      received.add(GraphqlClient.parse(message.toString()));
      message.setLength(0);
    }
    if (reading) {
      from.request(1);
    }
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable fault) {
    closed.complete("broken: " + fault);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
