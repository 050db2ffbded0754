package io.github.ordermill.chaos;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * Clients that place orders and confirm, ship or cancel some of them, with a short pause after each
 * answer. A command is retried with its idempotency key until it has a final answer; accepted
 * commands are added to {@link ExpectedEvents}.
 */
final class ChaosLoad implements AutoCloseable {

  private static final long THINK_TIME_MILLIS = 20;

  /** Pauses before a failed attempt is repeated. */
  private static final int PAUSES_AFTER_FAILURE = 5;

  private static final double CHANGE_SHARE = 0.3;
  private static final Duration FINISH_TIMEOUT = Duration.ofSeconds(90);

  private final ExpectedEvents expected;
  private final List<URI> endpoints;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ScheduledExecutorService threads;
  private final List<Client> clients = new ArrayList<>();
  private final Map<String, Integer> failures = new ConcurrentSkipListMap<>();
  private final Map<String, CommandRequest> unanswered = new ConcurrentHashMap<>();
  private final Queue<Long> latencyNanos = new ConcurrentLinkedQueue<>();
  private final AtomicInteger customers = new AtomicInteger();
  private volatile boolean finishing;

  /**
   * Starts the clients. They are distributed over the endpoints; after a failed attempt a client
   * uses the next one.
   */
  ChaosLoad(ExpectedEvents expected, int clients, long seed, List<URI> endpoints) {
    this.expected = expected;
    this.endpoints = endpoints;
    this.threads = Executors.newScheduledThreadPool(clients);
    for (int i = 0; i < clients; i++) {
      var client = new Client(i, new Random(seed + i));
      this.clients.add(client);
      threads.scheduleWithFixedDelay(client, i, THINK_TIME_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private final class Client implements Runnable {

    private final Random random;
    private final Deque<UUID> ownOrders = new ArrayDeque<>();
    private final Set<UUID> confirmed = new HashSet<>();
    private int endpoint;
    private volatile CommandRequest pending;
    private boolean isRetry;
    private int pausesLeft;

    Client(int number, Random random) {
      this.endpoint = number;
      this.random = random;
    }

    @Override
    public void run() {
      try {
        if (pending == null && !finishing) {
          pending = next();
          isRetry = false;
        }
        if (pausesLeft > 0) {
          pausesLeft--;
        } else if (pending != null) {
          attempt();
        }
      } catch (RuntimeException unexpected) {
        failures.merge("client: " + unexpected, 1, Integer::sum);
      }
    }

    private CommandRequest next() {
      if (!ownOrders.isEmpty() && random.nextDouble() < CHANGE_SHARE) {
        var order = ownOrders.removeFirst();
        if (confirmed.remove(order)) {
          return random.nextBoolean() ? CommandRequest.ship(order) : CommandRequest.cancel(order);
        }
        confirmed.add(order);
        ownOrders.addLast(order);
        return CommandRequest.confirm(order);
      }
      return CommandRequest.place(expected.customerId(customers.incrementAndGet()));
    }

    private void attempt() {
      long start = System.nanoTime();
      var answer = CommandResponse.send(pending, http, endpoints.get(endpoint % endpoints.size()));
      if (answer.isAccepted()) {
        if (!isRetry) {
          latencyNanos.add(System.nanoTime() - start);
        }
        expected.addAccepted(pending.key(), answer.order(), answer.version());
        if (pending.isPlaceOrder()) {
          ownOrders.add(answer.order());
        }
      } else {
        failures.merge(answer.kind(), 1, Integer::sum);
        if (answer.kind().equals(CommandResponse.NO_ANSWER)) {
          unanswered.put(pending.key(), pending);
        }
      }
      isRetry = !answer.isFinal();
      if (isRetry) {
        endpoint++;
        pausesLeft = PAUSES_AFTER_FAILURE;
      } else {
        pending = null;
      }
    }
  }

  /** Sends no new commands and waits until every started command has a final answer. */
  ChaosLoad finish() {
    finishing = true;
    Awaitility.await("final answers to all commands; failures so far: " + failures)
        .atMost(FINISH_TIMEOUT)
        .until(() -> clients.stream().allMatch(client -> client.pending == null));
    return this;
  }

  /** Number of attempts by kind of answer, other than acceptance; empty without faults. */
  Map<String, Integer> failures() {
    return new TreeMap<>(failures);
  }

  /** Commands with at least one attempt without an answer, by idempotency key. */
  Map<String, CommandRequest> unanswered() {
    return Map.copyOf(unanswered);
  }

  /** Discards the latencies recorded so far. */
  void resetLatencies() {
    latencyNanos.clear();
  }

  /** Number of commands accepted at the first attempt. */
  int acceptedAtFirstAttempt() {
    return latencyNanos.size();
  }

  /** 99th percentile of their latency in milliseconds. */
  double p99Millis() {
    var sorted = latencyNanos.stream().sorted().toList();
    return sorted.get((sorted.size() * 99 - 1) / 100) / 1e6;
  }

  @Override
  public void close() {
    finishing = true;
    threads.shutdownNow();
  }
}
