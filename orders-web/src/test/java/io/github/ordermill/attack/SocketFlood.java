package io.github.ordermill.attack;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Websockets that send as fast as the server takes it; each is opened again when it is closed. */
public final class SocketFlood implements Attack {

  private static final String INIT = "{\"type\":\"connection_init\"}";
  private static final int TIMEOUT_SECONDS = 10;

  private final String name;
  private final URI endpoint;
  private final int sockets;
  private final Messages messages;

  /** Sends once on an open socket; called again and again until the socket is closed. */
  @FunctionalInterface
  public interface Messages {
    CompletableFuture<WebSocket> send(WebSocket socket, long number);
  }

  /** A flood of {@code sockets} at a time. */
  public SocketFlood(String name, URI endpoint, int sockets, Messages messages) {
    this.name = name;
    this.endpoint = URI.create(endpoint.toString().replaceFirst("^http", "ws"));
    this.sockets = sockets;
    this.messages = messages;
  }

  private static final class Listener implements WebSocket.Listener {

    private final Outcomes outcomes;
    private volatile boolean closed;

    Listener(Outcomes outcomes) {
      this.outcomes = outcomes;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      var text = data.toString();
      outcomes.add(
          text.contains("LIMIT_EXCEEDED")
              ? "LIMIT_EXCEEDED"
              : text.startsWith("{\"type\":\"") ? text.split("\"", 5)[3] : "part");
      return WebSocket.Listener.super.onText(socket, data, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed = true;
      outcomes.add("closed with " + status);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed = true;
      outcomes.add("connection lost");
    }
  }

  @Override
  public Outcomes run(Duration duration) throws InterruptedException {
    var outcomes = new Outcomes();
    long end = System.nanoTime() + duration.toNanos();
    var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    var threads = Executors.newFixedThreadPool(sockets);
    for (int i = 0; i < sockets; i++) {
      threads.execute(
          () -> {
            while (System.nanoTime() < end) {
              flood(http, outcomes, end);
            }
          });
    }
    threads.shutdown();
    threads.awaitTermination(duration.toSeconds() + 2 * TIMEOUT_SECONDS, TimeUnit.SECONDS);
    return outcomes;
  }

  private void flood(HttpClient http, Outcomes outcomes, long end) {
    var listener = new Listener(outcomes);
    WebSocket socket = null;
    try {
      socket =
          http.newWebSocketBuilder()
              .subprotocols("graphql-transport-ws")
              .buildAsync(endpoint, listener)
              .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      socket.sendText(INIT, true).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      for (long number = 0; !listener.closed && System.nanoTime() < end; number++) {
        messages.send(socket, number).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | CompletionException | TimeoutException e) {
      outcomes.add("not sent");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (socket != null) {
        socket.abort();
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
