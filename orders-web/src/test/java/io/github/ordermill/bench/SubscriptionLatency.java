package io.github.ordermill.bench;

import io.github.ordermill.bench.load.HttpConnection;
import io.github.ordermill.bench.load.LoadGenerator;
import io.github.ordermill.bench.load.PreparedRequests;
import io.github.ordermill.shared.infrastructure.database.Sql;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Latency of events over websocket subscriptions, one order per subscriber: from {@code
 * occurredAt}, before the commit of the command, to the arrival at the client.
 */
final class SubscriptionLatency implements BenchmarkSection {

  static final String NAME = "subscriptions";

  private static final int CLIENTS = 4;
  private static final double NOTES_PER_SECOND = 100;
  private static final Duration RECEIVE_TIMEOUT = Duration.ofSeconds(20);
  private static final long HANDSHAKE_SECONDS = 30;
  private static final Pattern OCCURRED_AT = Pattern.compile("\"occurredAt\": *\"([^\"]+)\"");

  private static final String SUBSCRIBE =
      """
      {"id":"1","type":"subscribe","payload":{"query":"subscription { orderEvents(orderId: \\"%s\\", \
      afterVersion: 1) { version type occurredAt } }"}}""";

  private static final String ADD_NOTE =
      """
      {"query":"mutation ($id: ID!) { addNote(input: {orderId: $id, text: \\"Ring twice\\"}) \
      { __typename } }","variables":{"id":"%s"}}""";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    var orders = orders(run, run.profile().subscribers());
    var received = new ReceivedEvents();
    var sockets = new ArrayList<WebSocket>();
    try {
      var address = URI.create("ws://localhost:" + run.stack().port() + "/graphql");
      var http = HttpClient.newHttpClient();
      for (var order : orders) {
        var listener = new Listener(received);
        var socket =
            http.newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(address, listener)
                .get(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        sockets.add(socket);
        socket.sendText("{\"type\":\"connection_init\"}", true).join();
        listener.acknowledged.get(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        socket.sendText(SUBSCRIBE.formatted(order), true).join();
      }
      var notes = orders.stream().map(id -> HttpConnection.post(ADD_NOTE.formatted(id))).toList();
      long before = ProjectionLag.position(run.stack());
      var outcome =
          new LoadGenerator(CLIENTS, PreparedRequests.commands(run.stack().port(), notes), null)
              .runAtRate(NOTES_PER_SECOND, Duration.ZERO, run.profile().measurement());
      if (outcome.failed() > 0) {
        throw new IllegalStateException(outcome.firstFailure());
      }
      long sent = ProjectionLag.position(run.stack()) - before;
      received.await(sent);
      var name = "%,d subscribers, %.0f events/s".formatted(orders.size(), NOTES_PER_SECOND);
      run.results().add(NAME, name + ": event latency, p50", received.millis(50), "ms");
      run.results().add(NAME, name + ": event latency, p99", received.millis(99), "ms");
      run.results().add(NAME, name + ": events not received", sent - received.count(), "");
    } finally {
      sockets.forEach(WebSocket::abort);
    }
  }

  private static List<String> orders(BenchmarkRun run, int limit) throws Exception {
    try (var connection = run.stack().connect()) {
      return Sql.query(
          connection,
          "SELECT order_id FROM views.order_view ORDER BY placed_at DESC LIMIT ?",
          row -> row.getString(1),
          limit);
    }
  }

  /** Events received by all subscribers. */
  private static final class ReceivedEvents {

    private final Histogram micros = new ConcurrentHistogram(3);
    private final AtomicLong count = new AtomicLong();

    void add(Instant occurredAt) {
      var age = Duration.between(occurredAt, Instant.now());
      micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(age.toNanos())));
      count.incrementAndGet();
    }

    long count() {
      return count.get();
    }

    double millis(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1e3;
    }

    /** Waits until this many events have arrived, or the timeout has passed. */
    void await(long events) {
      try {
        Awaitility.await().atMost(RECEIVE_TIMEOUT).until(() -> count() >= events);
      } catch (ConditionTimeoutException missing) {
        // Missing events are a figure of the report.
      }
    }
  }

  private static final class Listener implements WebSocket.Listener {

    private final ReceivedEvents received;
    private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    private final StringBuilder message = new StringBuilder();

    Listener(ReceivedEvents received) {
      this.received = received;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      message.append(text);
      if (last) {
        var found = OCCURRED_AT.matcher(message);
        if (found.find()) {
          received.add(Instant.parse(found.group(1)));
        } else if (message.indexOf("connection_ack") >= 0) {
          acknowledged.complete(null);
        } else if (message.indexOf("\"error\"") >= 0) {
          System.err.println("a subscription failed: " + message);
        }
        message.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
