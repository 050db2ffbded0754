package io.github.ordermill.endtoend;

import io.github.ordermill.client.GraphqlClient;
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

/** A client on a websocket that says what it is told to, and keeps what it hears. */
public final class WebSocketClient implements WebSocket.Listener, AutoCloseable {

  private static final String PROTOCOL = "graphql-transport-ws";
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private WebSocket socket;
  private volatile boolean takes = true;

  private WebSocketClient() {}

  /** Connects to {@code graphql}, an http address, and introduces itself. */
  public static WebSocketClient begin(URI graphql) {
    var client = open(graphql);
    client.say("{'type':'connection_init'}");
    client.await(1);
    client.heard.clear();
    return client;
  }

  /** Connects and says nothing. */
  public static WebSocketClient open(URI graphql) {
    return open(HTTP.newWebSocketBuilder().subprotocols(PROTOCOL), graphql).join();
  }

  /** Connects in a way of its own. */
  static CompletableFuture<WebSocketClient> open(WebSocket.Builder builder, URI graphql) {
    var client = new WebSocketClient();
    return builder
        .buildAsync(URI.create(graphql.toString().replaceFirst("^http", "ws")), client)
        .thenApply(
            socket -> {
              client.socket = socket;
              return client;
            });
  }

  /** Connects as a page of that origin does. */
  static CompletableFuture<WebSocketClient> openFrom(String origin, URI graphql) {
    return open(handshake().header("Origin", origin).subprotocols("graphql-ws", PROTOCOL), graphql);
  }

  /** A handshake that is not finished. */
  static WebSocket.Builder handshake() {
    return HTTP.newWebSocketBuilder();
  }

  /** Says a message; single quotes stand for double ones. */
  public WebSocketClient say(String message) {
    socket.sendText(message.replace('\'', '"'), true).join();
    return this;
  }

  void sayBinary() {
    socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
  }

  /** Asks for an operation. */
  public WebSocketClient subscribe(String id, String operation) {
    var message =
        Json.createObjectBuilder()
            .add("id", id)
            .add("type", "subscribe")
            .add("payload", Json.createObjectBuilder().add("query", operation));
    socket.sendText(message.build().toString(), true).join();
    return this;
  }

  /** Takes nothing more from the network. */
  void stopTaking() {
    takes = false;
  }

  /** Takes from the network again. */
  void takeAgain() {
    takes = true;
    socket.request(1);
  }

  /** Everything heard since the introduction. */
  public List<JsonObject> heard() {
    return heard;
  }

  /** Waits until so many messages have been heard. */
  public List<JsonObject> await(int messages) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> heard.size() >= messages || closed.isDone());
    if (heard.size() < messages) {
      throw new AssertionError("closed with " + closed.join() + ", heard " + heard);
    }
    return heard;
  }

  /** The versions of the events heard, without pings and the like. */
  public List<Integer> versions() {
    return heard.stream()
        .filter(message -> message.getString("type").equals("next"))
        .map(WebSocketClient::event)
        .map(event -> event.getInt("version"))
        .toList();
  }

  /** The event in a message. */
  public static JsonObject event(JsonObject message) {
    var data = message.getJsonObject("payload").get("data");
    return data == JsonValue.NULL ? null : data.asJsonObject().getJsonObject("orderEvents");
  }

  /** Code and reason that the server closes with. */
  public String awaitClosed() throws Exception {
    return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      heard.add(GraphqlClient.parse(part.toString()));
      part.setLength(0);
    }
    if (takes) {
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
