package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import io.github.ordermill.client.RawWebSocket;
import io.github.ordermill.client.WebSocketClient;
import io.github.ordermill.launcher.ApplicationServer;
import io.github.ordermill.launcher.RunningStack;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Clumsy and hostile clients on websockets of a node with 256 MB of heap: live events of another
 * client are at most a second late, and what is refused gets its close code.
 */
class WebSocketFloodsIT extends EndToEndTest {

  private static final Duration AT_MOST_LATE = Duration.ofSeconds(1);

  private static ApplicationServer node;
  private static URI graphql;

  @BeforeAll
  static void startNode() {
    node =
        RunningStack.shared()
            .secondNode()
            .withJvmOptions(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError")
            .withSetting("ORDERS_LIMIT_SOCKET_PING_SECONDS", "3600") // these clients answer none
            .start();
    graphql = node.uri("/graphql");
  }

  @AfterAll
  static void stopNode() {
    node.close();
  }

  @Test
  void keepsLiveEventsInTimeBesideManyQueries() throws Exception {
    var order = place(newCustomer());
    awaitViewVersion(order, 1);
    try (var live = new LiveEvents(order)) {
      var floods = new ArrayList<WebSocketClient>();
      for (int i = 0; i < 3; i++) {
        floods.add(WebSocketClient.connect(graphql));
      }
      for (int i = 0; i < 300; i++) {
        floods
            .get(i % 3)
            .subscribe(
                "q" + i,
                "{ orders(first: 100) { edges { node { id number lines { number } } } } }");
      }

      live.checkInTime(30);
      for (var flood : floods) {
        assertThat(flood.await(200).size()).isGreaterThanOrEqualTo(200);
        flood.close();
      }
    }
  }

  @Test
  void keepsNoExtensionsOfSubscriptions() throws Exception {
    var order = place(newCustomer());
    awaitViewVersion(order, 1);
    double before = node.metric("orders_socket_bytes");
    try (var live = new LiveEvents(order);
        var socket = RawWebSocket.connect(graphql)) {
      for (int i = 0; i < 30; i++) {
        int expected = 2 + i;
        socket.text(
            "{\"id\":\"%d\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription { orderEvents(orderId: \\\"%s\\\") { version } }\",\"extensions\":{\"x\":\"%s\"}}}"
                .formatted(i, UUID.randomUUID(), "x".repeat(500_000)));
        eventually().until(() -> node.metric("orders_socket_operations") >= expected);
      }

      live.checkInTime(5);
      assertThat(node.metric("orders_socket_bytes") - before).isLessThan(500_000);
    }
    awaitReleased();
  }

  private static int sockets() {
    return (int) node.metric("orders_sockets");
  }

  /** Waits until nothing is held for websockets any more. */
  private static void awaitReleased() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> sockets() == 0 && node.metric("orders_socket_bytes") == 0);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** A well-behaved client that receives an order's events. */
  private final class LiveEvents implements AutoCloseable {

    private final String order;
    private final WebSocketClient socket = WebSocketClient.connect(graphql);
    private int received;

    LiveEvents(String order) {
      this.order = order;
      int version = client.order(order, "version").getInt("version");
      socket.subscribe(
          "live",
          "subscription { orderEvents(orderId: \"%s\", afterVersion: %d) { version } }"
              .formatted(order, version));
    }

    /** Changes the order, and checks that each event arrives in time after its commit. */
    void checkInTime(int events) {
      for (int i = 0; i < events; i++) {
        acceptedId(client.send("addNote", CommandInputs.note(order, "note")));
        long committed = System.nanoTime();
        int expected = ++received;
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(5))
            .until(() -> socket.received().size() >= expected);
        assertThat(since(committed)).isLessThan(AT_MOST_LATE);
      }
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
