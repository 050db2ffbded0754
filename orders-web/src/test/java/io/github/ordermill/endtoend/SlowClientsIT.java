package io.github.ordermill.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import io.github.ordermill.client.GraphqlClient;
import io.github.ordermill.client.HttpTestClient;
import io.github.ordermill.client.RawHttpClient;
import io.github.ordermill.launcher.ApplicationServer;
import io.github.ordermill.launcher.RunningStack;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that send or read too slowly, on a node with a heap of 256 MB and limits of three
 * seconds. Others read all the while, and every read is answered.
 */
class SlowClientsIT {

  private static final int CLIENTS = 250;
  private static final int LIMIT_SECONDS = 3;
  private static final int MAX_CONNECTIONS = 700;
  private static final int NOTES = 40;

  /** About ten seconds. */
  private static final int READS = 1_000;

  private static final String QUERY = "{\"query\":\"{ __typename }\"}";
  private static final String POST =
      "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  private static ApplicationServer node;
  private static RawHttpClient raw;

  private final List<Socket> sockets = new ArrayList<>();

  @BeforeAll
  static void startNode() {
    node =
        RunningStack.shared()
            .secondNode()
            .withJvmOptions("-Xmx256m", "-XX:TieredStopAtLevel=1")
            .withSetting("ORDERS_LIMIT_HEADER_SECONDS", "" + LIMIT_SECONDS)
            .withSetting("ORDERS_LIMIT_BODY_SECONDS", "" + LIMIT_SECONDS)
            .withSetting("ORDERS_LIMIT_SEND_SECONDS", "" + LIMIT_SECONDS)
            .withSetting("ORDERS_LIMIT_CONNECTIONS", "" + MAX_CONNECTIONS)
            .start();
    raw = new RawHttpClient(node.port());
  }

  @AfterAll
  static void stopNode() {
    node.close();
  }

  private static long logLines() throws IOException {
    try (var lines = Files.lines(node.log())) {
      return lines.count();
    }
  }

  @AfterEach
  void close() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /graphql HTTP/1.1\r\nHost: local",
        POST + "Content-Length: 100000\r\n\r\n{",
        POST + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"que\r\n",
        "POST /nope HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n{"
      })
  void endsRequestsThatArriveByteByByte(String beginning) throws IOException {
    long logLinesBefore = logLines();
    open(CLIENTS, beginning);
    var next = beginning.contains("chunked") ? "1\r\nx\r\n" : "x";

    var others = new WellBehavedReaders();
    var waiting = new ArrayList<>(sockets);
    Awaitility.await()
        .atMost(LIMIT_SECONDS * 5L, TimeUnit.SECONDS)
        .pollInterval(200, TimeUnit.MILLISECONDS)
        .until(
            () -> {
              waiting.removeIf(socket -> !sends(socket, next) || hasAnswer(socket));
              return waiting.isEmpty();
            });

    others.stop();
    assertThat(others.failures).isEmpty();
    for (var socket : sockets.subList(0, 20)) {
      var response = RawHttpClient.read(socket, false);
      if (response.status() != 0) { // 0: sent on after the answer, which a reset then discards
        assertThat(response.status()).isEqualTo(beginning.contains("/nope") ? 404 : 408);
        assertThat(response.body()).startsWith("{\"errors\":[{\"message\":\"");
        assertThat(response.header("Connection")).contains("close");
      }
    }
    assertThat(logLines() - logLinesBefore).isLessThanOrEqualTo(1);
  }

  @Test
  void answersARequestThatDoesNotArriveBy408() throws IOException {
    for (var beginning :
        new String[] {"GET /graphql HT", POST + "Content-Length: 100\r\n\r\n{\"query\":"}) {
      open(1, beginning);
      var socket = sockets.get(sockets.size() - 1);

      var response = RawHttpClient.read(socket, false);

      assertThat(response.status()).isEqualTo(408);
      assertThat(response.body()).contains("LIMIT_EXCEEDED", "did not arrive in time");
      assertThat(RawHttpClient.isClosed(socket)).isTrue();
    }
  }

  @Test
  void cutsOffClientsThatDoNotReadALargeAnswer() throws IOException {
    var query = queryWithLargeAnswer();
    assertThat(new HttpTestClient(node.uri()).post(query).body().length())
        .as("more than the network buffers")
        .isGreaterThan(3_000_000);
    var others = new WellBehavedReaders();

    open(CLIENTS, POST + "Content-Length: " + query.length() + "\r\n\r\n" + query);

    others.stopAfter(READS);
    assertThat(others.failures).isEmpty();
    assertThat(new HttpTestClient(node.uri()).post(query).statusCode())
        .as("the memory of the answers that were cut off is free")
        .isEqualTo(200);
    assertThat(sockets.stream().filter(SlowClientsIT::isCutOff).count()).isPositive();
  }

  @Test
  void servesOthersWhilePipelinedAnswersAreNotRead() throws IOException {
    var others = new WellBehavedReaders();

    open(30, "GET /graphql/schema.graphql HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(200));

    others.stopAfter(READS);
    assertThat(others.failures).isEmpty();
  }

  /** A query with an answer of about 4 MB. */
  private static String queryWithLargeAnswer() {
    var client = new GraphqlClient(node.uri("/graphql"));
    var placed = client.send("placeOrder", CommandInputs.anyOrder("customer-with-notes"));
    var order = placed.getString("orderId");
    for (int i = 0; i < NOTES; i++) {
      client.send("addNote", CommandInputs.note(order, "x".repeat(10_000)));
    }
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> client.order(order, "version").getInt("version") == NOTES + 1);
    var fields =
        IntStream.range(0, 10)
            .mapToObj(i -> "a" + i + ": order(id: \\\"" + order + "\\\") { notes { text } } ")
            .collect(Collectors.joining());
    return "{\"query\":\"{ " + fields + "}\"}";
  }

  /** Whether the server closed the connection before the end of its response. */
  private static boolean isCutOff(Socket socket) {
    try {
      socket.setSoTimeout(1_000);
      var response = RawHttpClient.read(socket, false);
      int length = Integer.parseInt(response.header("Content-Length").orElse("0"));
      return response.body().length() < length;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Test
  void refusesConnectionsAboveTheLimit() throws IOException {
    open(MAX_CONNECTIONS, "");

    var refused = raw.post(QUERY, "Content-Type: application/json", "Content-Length: 26");

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.body()).contains("LIMIT_EXCEEDED", "too many connections");
    close();
    Awaitility.await()
        .until(
            () ->
                raw.post(QUERY, "Content-Type: application/json", "Content-Length: 26").status()
                    == 200);
  }

  private void open(int count, String beginning) throws IOException {
    for (int i = 0; i < count; i++) {
      var socket = raw.connect();
      sockets.add(socket);
      socket.getOutputStream().write(beginning.getBytes(US_ASCII));
    }
  }

  private static boolean sends(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static boolean hasAnswer(Socket socket) {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException closed) {
      return true;
    }
  }

  /** Four clients that read 100 times a second together, each on a connection of its own. */
  private static final class WellBehavedReaders {

    private static final int READERS = 4;
    private static final int INTERVAL_MILLIS = 40;

    private final Set<String> failures = ConcurrentHashMap.newKeySet();
    private final AtomicInteger reads = new AtomicInteger();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(READERS);

    WellBehavedReaders() {
      for (int i = 0; i < READERS; i++) {
        threads.scheduleAtFixedRate(this::read, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
      }
    }

    private void read() {
      try (var socket = raw.connect()) {
        socket.setSoTimeout(5_000);
        var request = POST + "Content-Length: 26\r\n\r\n" + QUERY;
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        var response = RawHttpClient.read(socket, false);
        reads.incrementAndGet();
        if (response.status() != 200) {
          failures.add(response.toString());
        }
      } catch (IOException failed) {
        failures.add(failed.toString());
      }
    }

    void stopAfter(int number) {
      Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> reads.get() >= number);
      stop();
    }

    void stop() {
      threads.shutdownNow();
      assertThat(reads.get()).isPositive();
    }
  }
}
