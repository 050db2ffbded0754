package io.github.ordermill.bench;

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

/**
 * Listeners over websockets, each to an order of its own, and how old an event is when it reaches
 * them: from its {@code occurredAt}, which is before the commit of its command, to the text at the
 * client.
 */
final class SubscriptionLatency implements BenchmarkSection {

  static final String NAME = "subscriptions";

  private static final int CLIENTS = 4;
  private static final double NOTES_PER_SECOND = 100;
  private static final Duration ARRIVED = Duration.ofSeconds(20);
  private static final long HANDSHAKE_SECONDS = 30;
  private static final Pattern OCCURRED_AT = Pattern.compile("\"occurredAt\": *\"([^\"]+)\"");

  private static final String LISTEN =
      """
      {"id":"1","type":"subscribe","payload":{"query":"subscription { orderEvents(orderId: \\"%s\\", \
      afterVersion: 1) { version type occurredAt } }"}}""";

  private static final String NOTE =
      """
      {"query":"mutation ($id: ID!) { addNote(input: {orderId: $id, text: \\"Ring twice\\"}) \
      { __typename } }","variables":{"id":"%s"}}""";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    var orders = orders(run, run.plan().listeners());
    var heard = new Heard();
    var sockets = new ArrayList<WebSocket>();
    try {
      var address = URI.create("ws://localhost:" + run.stack().port() + "/graphql");
      var http = HttpClient.newHttpClient();
      for (var order : orders) {
        var listener = new Listener(heard);
        var socket =
            http.newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(address, listener)
                .get(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        sockets.add(socket);
        socket.sendText("{\"type\":\"connection_init\"}", true).join();
        listener.acknowledged.get(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        socket.sendText(LISTEN.formatted(order), true).join();
      }
      var notes = orders.stream().map(id -> HttpConnection.post(NOTE.formatted(id))).toList();
      long before = ProjectionLag.position(run.stack());
      var outcome =
          new LoadGenerator(CLIENTS, PreparedRequests.ofCommands(run.stack().port(), notes), null)
              .atRate(NOTES_PER_SECOND, Duration.ZERO, run.plan().measured());
      if (outcome.failed() > 0) {
        throw new IllegalStateException(outcome.firstFailure());
      }
      long sent = ProjectionLag.position(run.stack()) - before;
      heard.await(sent);
      var who = "%,d listeners, %.0f events/s".formatted(orders.size(), NOTES_PER_SECOND);
      run.findings().add(NAME, who + ": event latency, p50", heard.millis(50), "ms");
      run.findings().add(NAME, who + ": event latency, p99", heard.millis(99), "ms");
      run.findings().add(NAME, who + ": events not heard", sent - heard.count(), "");
    } finally {
      sockets.forEach(WebSocket::abort);
    }
  }

  private static List<String> orders(BenchmarkRun run, int howMany) throws Exception {
    try (var connection = run.stack().connect()) {
      return Sql.query(
          connection,
          "SELECT order_id FROM views.order_view ORDER BY placed_at DESC LIMIT ?",
          row -> row.getString(1),
          howMany);
    }
  }

  /** What all listeners together have heard. */
  private static final class Heard {

    private final Histogram micros = new ConcurrentHistogram(3);
    private final AtomicLong count = new AtomicLong();

    void event(Instant occurredAt) {
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

    void await(long events) throws InterruptedException {
      long deadline = System.nanoTime() + ARRIVED.toNanos();
      while (count() < events && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
    }
  }

  /** One of them. */
  private static final class Listener implements WebSocket.Listener {

    private final Heard heard;
    private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    private final StringBuilder message = new StringBuilder();

    Listener(Heard heard) {
      this.heard = heard;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      message.append(text);
      if (last) {
        var found = OCCURRED_AT.matcher(message);
        if (found.find()) {
          heard.event(Instant.parse(found.group(1)));
        } else if (message.indexOf("connection_ack") >= 0) {
          acknowledged.complete(null);
        } else if (message.indexOf("\"error\"") >= 0) {
          System.err.println("a listener was refused: " + message);
        }
        message.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
