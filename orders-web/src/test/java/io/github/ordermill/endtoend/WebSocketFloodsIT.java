package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import io.github.ordermill.client.RawWebSocket;
import io.github.ordermill.client.WebSocketClient;
import io.github.ordermill.launcher.ApplicationServer;
import io.github.ordermill.launcher.RunningStack;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Clumsy and hostile clients on websockets of a node with 256 MB of heap: live events of another
 * client are at most a second late, and what is refused gets its close code.
 */
@Tag("chaos")
class WebSocketFloodsIT extends EndToEndTest {

  private static final Duration AT_MOST_LATE = Duration.ofSeconds(1);
  private static final int MESSAGE_BYTES = 1 << 20;

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
    awaitReleased();
  }

  @Test
  void keepsLiveEventsInTimeBesideEndlessFrames() throws Exception {
    var order = place(newCustomer());
    awaitViewVersion(order, 1);
    int clients = 60;
    var pool = Executors.newFixedThreadPool(clients);
    var closed = new ConcurrentLinkedQueue<String>();
    try (var live = new LiveEvents(order)) {
      for (int i = 0; i < clients; i++) {
        pool.execute(
            () -> {
              try (var flood = RawWebSocket.connect(graphql)) {
                flood.header(RawWebSocket.TEXT, MESSAGE_BYTES - 1);
                var part = new byte[8_192];
                for (int sent = 0; sent < 64 * MESSAGE_BYTES; sent += part.length) {
                  flood.bytes(part);
                }
                closed.add(flood.awaitClose());
              } catch (UncheckedIOException refused) {
                closed.add(refused.getMessage());
              }
            });
      }

      live.checkInTime(30);
      pool.shutdown();
      assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      pool.shutdownNow();
    }
    assertThat(closed)
        .hasSize(clients)
        .allMatch(code -> code.matches("(1002|1009|1013|cut off).*"));
    awaitReleased();
  }

  @Test
  void keepsLiveEventsInTimeBesideAThousandSocketsWithSubscriptions() throws Exception {
    var order = place(newCustomer());
    awaitViewVersion(order, 1);
    var sockets = new ArrayList<RawWebSocket>();
    var pool = Executors.newFixedThreadPool(8);
    var refused = new AtomicInteger();
    try (var live = new LiveEvents(order)) {
      for (int i = 0; i < 1_000; i++) {
        try {
          sockets.add(RawWebSocket.connect(graphql));
        } catch (UncheckedIOException full) {
          assertThat(full).hasMessageContaining("503");
          refused.incrementAndGet();
        }
      }
      for (var socket : sockets) {
        pool.execute(() -> subscribe(socket, 100));
      }
      live.checkInTime(60);
      pool.shutdown();
      assertThat(pool.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
      live.checkInTime(10);
      System.out.printf(
          "%d sockets, %d refused, %d operations, %.1f MB reserved%n",
          sockets.size(),
          refused.get(),
          (int) node.metric("orders_socket_operations"),
          node.metric("orders_socket_bytes") / 1e6);
      assertThat(sockets).hasSizeGreaterThan(500);
      assertThat(node.metric("orders_socket_operations")).isGreaterThan(5_000);
    } finally {
      pool.shutdownNow();
      sockets.forEach(RawWebSocket::close);
    }
    awaitReleased();
  }

  private static void subscribe(RawWebSocket socket, int subscriptions) {
    for (int i = 0; i < subscriptions; i++) {
      socket.text(
          "{\"id\":\"%d\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription ($id: ID!) { orderEvents(orderId: $id) { version } }\",\"variables\":{\"id\":\"%s\"}}}"
              .formatted(i, UUID.randomUUID()));
    }
  }

  @Test
  void reservesWhatWebsocketsTake() throws Exception {
    var sockets = new ArrayList<RawWebSocket>();
    try {
      long before = liveHeap();
      for (int i = 0; i < 400; i++) {
        sockets.add(RawWebSocket.connect(graphql));
      }
      long idle = liveHeap();
      double reservedIdle = node.metric("orders_socket_bytes");
      for (int i = 0; i < 100; i++) {
        subscribe(sockets.get(i), 50);
      }
      eventually().until(() -> node.metric("orders_socket_operations") >= 5_000);
      long subscribed = liveHeap();
      double reserved = node.metric("orders_socket_bytes");

      System.out.printf(
          "a websocket takes %.1f kB, %.1f reserved; a subscription %.1f kB, %.1f reserved%n",
          (idle - before) / 400e3,
          reservedIdle / 400e3,
          (subscribed - idle) / 5_000e3,
          (reserved - reservedIdle) / 5_000e3);
      assertThat(subscribed - before).isLessThan((long) (1.2 * reserved));
    } finally {
      sockets.forEach(RawWebSocket::close);
    }
    awaitReleased();
  }

  /** Bytes of the objects that are left after a collection. */
  private static long liveHeap() throws Exception {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var histogram =
        new ProcessBuilder(jcmd, Long.toString(node.pid()), "GC.class_histogram").start();
    try (var lines = histogram.inputReader().lines()) {
      var total = lines.filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
      return Long.parseLong(total.split("\\s+")[2]);
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

  @Test
  void boundsWhatClientsThatReadNothingMakeItHold() throws Exception {
    var order = place(newCustomer());
    for (int i = 0; i < 100; i++) {
      acceptedId(client.send("addNote", CommandInputs.note(order, "x".repeat(1_900))));
    }
    awaitViewVersion(order, 101);
    var sockets = new ArrayList<RawWebSocket>();
    try (var live = new LiveEvents(order)) {
      for (int i = 0; i < 100; i++) {
        sockets.add(RawWebSocket.connect(graphql));
      }
      for (var socket : sockets) {
        for (int i = 0; i < 50; i++) {
          socket.text(
              "{\"id\":\"%d\",\"type\":\"subscribe\",\"payload\":{\"query\":\"{ order(id: \\\"%s\\\") { notes { text } } }\"}}"
                  .formatted(i, order));
        }
      }

      live.checkInTime(30);
    } finally {
      sockets.forEach(RawWebSocket::close);
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
