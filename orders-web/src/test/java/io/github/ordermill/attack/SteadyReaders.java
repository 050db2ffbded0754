package io.github.ordermill.attack;

import jakarta.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Well-behaved clients: 100 reads a second at a steady rate, as long as no more than 100 are open.
 * A latency is measured from the time at which its read was due.
 */
public final class SteadyReaders implements AutoCloseable {

  private static final int PER_SECOND = 100;
  private static final int MAX_OPEN = 100;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Semaphore open = new Semaphore(MAX_OPEN);
  private final AtomicInteger next = new AtomicInteger();
  private final List<HttpRequest> requests;
  private volatile ConcurrentHistogram latencies = new ConcurrentHistogram(3);
  private volatile long lateNanos;
  private volatile Outcomes failures = new Outcomes();

  /** Starts to read these queries in turn. */
  public SteadyReaders(URI endpoint, List<String> queries) {
    requests = queries.stream().map(query -> request(endpoint, query)).toList();
    long period = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
    long start = System.nanoTime();
    var ticks = new AtomicInteger();
    clock.scheduleAtFixedRate(
        () -> read(start + ticks.getAndIncrement() * period), 0, period, TimeUnit.NANOSECONDS);
  }

  private static HttpRequest request(URI endpoint, String query) {
    return HttpRequest.newBuilder(endpoint)
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json")
        .POST(
            BodyPublishers.ofString(
                Json.createObjectBuilder().add("query", query).build().toString()))
        .build();
  }

  private void read(long due) {
    var request = requests.get(next.getAndIncrement() % requests.size());
    lateNanos = System.nanoTime() - due;
    try {
      open.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    http.sendAsync(request, BodyHandlers.ofString())
        .whenComplete(
            (response, fault) -> {
              latencies.recordValue(Math.max(0, (System.nanoTime() - due) / 1_000));
              if (!isAnswer(response)) {
                failures.add(
                    fault != null
                        ? String.valueOf(fault)
                        : response.statusCode() + " " + response.body());
              }
              open.release();
            });
  }

  private static boolean isAnswer(HttpResponse<String> response) {
    return response != null
        && response.statusCode() == 200
        && response.body().startsWith("{\"data\"")
        && response.body().contains("\"id\"");
  }

  /**
   * What was measured since the last call.
   *
   * @param failures reads that were not answered with data
   */
  public record Measurement(long reads, double p50Millis, double p99Millis, Outcomes failures) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d reads, p50 %.1f ms, p99 %.1f ms, %d failed",
          reads,
          p50Millis,
          p99Millis,
          failures.total());
    }
  }

  /** Ends a measurement, and begins the next. */
  public Measurement measurement() {
    var measured = latencies;
    var failed = failures;
    latencies = new ConcurrentHistogram(3);
    failures = new Outcomes();
    return new Measurement(
        measured.getTotalCount(),
        measured.getValueAtPercentile(50) / 1e3,
        measured.getValueAtPercentile(99) / 1e3,
        failed);
  }

  /** Whether reads are sent when they are due; not so while 100 are open. */
  public boolean isInTime() {
    return lateNanos < TimeUnit.MILLISECONDS.toNanos(MAX_OPEN);
  }

  /** Stops reading and waits for the answers. */
  @Override
  public void close() {
    clock.shutdownNow();
    open.acquireUninterruptibly(MAX_OPEN);
  }
}
