package io.github.ordermill.attack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks a health check five times a second, as an orchestrator would, and keeps what is amiss. */
public final class HealthProbe implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final int PERIOD_MILLIS = 200;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final HttpRequest request;
  private final List<String> failures = new ArrayList<>();
  private long slowest;

  public HealthProbe(URI check) {
    request = HttpRequest.newBuilder(check).timeout(LIMIT).build();
    clock.scheduleAtFixedRate(this::ask, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void ask() {
    long start = System.nanoTime();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        fail(response.statusCode() + " " + response.body());
      }
    } catch (IOException e) {
      fail(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    slowest(System.nanoTime() - start);
  }

  private synchronized void fail(String failure) {
    failures.add(failure);
  }

  private synchronized void slowest(long nanos) {
    slowest = Math.max(slowest, nanos);
  }

  /** Answers that were not 200 or took longer than a second, since the last call. */
  public synchronized List<String> failures() {
    var failed = List.copyOf(failures);
    failures.clear();
    return failed;
  }

  /** The longest time to an answer since the last call. */
  public synchronized Duration slowest() {
    var longest = Duration.ofNanos(slowest);
    slowest = 0;
    return longest;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
