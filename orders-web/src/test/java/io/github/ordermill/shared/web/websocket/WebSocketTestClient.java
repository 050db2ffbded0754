package io.github.ordermill.shared.web.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ordermill.shared.web.graphql.EngineRequests;
import io.github.ordermill.shared.web.graphql.GraphqlEngine;
import io.github.ordermill.shared.web.graphql.Json;
import io.github.ordermill.shared.web.memory.MemoryBudget;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** Client of a {@link GraphqlWsSession} without a network. */
public final class WebSocketTestClient implements WebSocketTransport {

  private static final long BUDGET = 100_000_000;

  private final List<Map<?, ?>> received = new CopyOnWriteArrayList<>();
  private final Queue<Consumer<Throwable>> unacknowledged = new ArrayDeque<>();
  private final SocketMemory memory;
  private final GraphqlWsSession session;
  private boolean receives = true;
  private volatile String closed = "";

  private WebSocketTestClient(Map<String, String> settings, Object... apiBeans) {
    var api = EngineRequests.api(settings);
    this.memory =
        new SocketShares(api, new MemoryBudget(BUDGET)).enter(EngineRequests.CLIENT).orElseThrow();
    this.session =
        new GraphqlWsSession(
            this,
            new SocketEnvironment(
                new GraphqlEngine(EngineRequests.beans(apiBeans), api, EngineRequests.memory()),
                EngineRequests.executors(),
                EngineRequests.workers(),
                EngineRequests.memory(),
                api),
            EngineRequests.CLIENT,
            memory,
            end -> closed = closed.isEmpty() ? "gone" : closed);
  }

  /** An open websocket, not yet initialised. */
  public static WebSocketTestClient open(Map<String, String> settings, Object... apiBeans) {
    return new WebSocketTestClient(settings, apiBeans);
  }

  /** An open websocket that is initialised. */
  public static WebSocketTestClient connect(Map<String, String> settings, Object... apiBeans) {
    var client = open(settings, apiBeans);
    client.send("{'type':'connection_init'}");
    client.await(1);
    client.received.clear();
    return client;
  }

  /** Sends a message; single quotes stand for double ones. */
  public WebSocketTestClient send(String message) {
    session.onMessage(message.replace('\'', '"'));
    return this;
  }

  /** Subscribes to an operation. */
  public WebSocketTestClient subscribe(String id, String operation) {
    return send(
        "{'id':'%s','type':'subscribe','payload':{'query':'%s'}}"
            .formatted(id, operation.replace("\"", "\\\"")));
  }

  /** Receives no more messages. */
  public synchronized void stopReceiving() {
    receives = false;
  }

  /** Receives messages again, pending ones included. */
  public synchronized void resumeReceiving() {
    receives = true;
    while (!unacknowledged.isEmpty()) {
      unacknowledged.poll().accept(null);
    }
  }

  public void tick() {
    session.checkTimeouts();
  }

  public void drain() {
    session.drain();
  }

  public void disconnect() {
    session.onTransportClosed();
  }

  /** The messages received since the initialisation. */
  public List<Map<?, ?>> received() {
    return received;
  }

  /** Waits until {@code messages} messages have been received. */
  public List<Map<?, ?>> await(int messages) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> received.size() >= messages);
    return received;
  }

  /** Waits until the websocket is closed, and returns code and reason. */
  public String awaitClosed() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              session.checkTimeouts();
              return !closed.isEmpty();
            });
    return closed;
  }

  @Override
  public synchronized void send(byte[] message, Consumer<Throwable> onSent) {
    received.add((Map<?, ?>) Json.readOwn(new String(message, UTF_8)));
    if (receives) {
      onSent.accept(null);
    } else {
      unacknowledged.add(onSent);
    }
  }

  @Override
  public void close(int code, String reason) {
    closed = code + " " + reason;
  }

  @Override
  public long incompleteNanos() {
    return 0;
  }

  @Override
  public void checkClosing() {
    // closed at once
  }

  /** The operations in progress. */
  public int operations() {
    return session.operations();
  }

  /** The bytes that the server holds for this client. */
  public long heldBytes() {
    return memory.held();
  }
}
