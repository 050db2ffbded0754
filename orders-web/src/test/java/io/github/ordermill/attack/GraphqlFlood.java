package io.github.ordermill.attack;

import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/** Complete requests, each as soon as the one before it was answered. */
public final class GraphqlFlood implements Attack {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Pattern LIMIT = Pattern.compile("\"code\":\"(\\w+)\",\"name\":\"(\\w+)\"");

  private final String name;
  private final URI endpoint;
  private final int clients;
  private final LongFunction<String> documents;

  /**
   * A flood.
   *
   * @param clients number of requests at a time
   * @param documents the document of each request, by its number
   */
  public GraphqlFlood(String name, URI endpoint, int clients, LongFunction<String> documents) {
    this.name = name;
    this.endpoint = endpoint;
    this.clients = clients;
    this.documents = documents;
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public Outcomes run(Duration duration) throws InterruptedException {
    var outcomes = new Outcomes();
    var numbers = new AtomicLong();
    long end = System.nanoTime() + duration.toNanos();
    var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    var threads = Executors.newFixedThreadPool(clients);
    for (int i = 0; i < clients; i++) {
      threads.execute(
          () -> {
            while (System.nanoTime() < end) {
              outcomes.add(outcome(http, documents.apply(numbers.getAndIncrement())));
            }
          });
    }
    threads.shutdown();
    threads.awaitTermination(duration.plus(TIMEOUT).toSeconds() + 1, TimeUnit.SECONDS);
    return outcomes;
  }

  private String outcome(HttpClient http, String document) {
    var body = Json.createObjectBuilder().add("query", document).build().toString();
    var request =
        HttpRequest.newBuilder(endpoint)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      var limit = LIMIT.matcher(response.body());
      return response.statusCode()
          + (limit.find()
              ? " " + limit.group(1) + " " + limit.group(2)
              : response.body().startsWith("{\"data\"") ? " data" : " " + start(response.body()));
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static String start(String body) {
    return body.substring(0, Math.min(body.length(), 100));
  }
}
