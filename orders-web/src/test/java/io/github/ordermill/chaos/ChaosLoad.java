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
 * Clients that place orders, confirm some of their own and ship or cancel those, with a short rest
 * after each answer. A command without a final answer is sent again, under its idempotency key,
 * until it has one; what was accepted goes into the {@link ExpectedEvents}.
 */
final class ChaosLoad implements AutoCloseable {

  private static final long REST_MILLIS = 20;

  /** So many rests pass before a command is sent again. */
  private static final int RESTS_AFTER_TROUBLE = 5;

  private static final double CHANGES = 0.3;
  private static final Duration ANSWERED = Duration.ofSeconds(90);

  private final ExpectedEvents ledger;
  private final List<URI> endpoints;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ScheduledExecutorService threads;
  private final List<Client> clients = new ArrayList<>();
  private final Map<String, Integer> troubles = new ConcurrentSkipListMap<>();
  private final Map<String, CommandRequest> unanswered = new ConcurrentHashMap<>();
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final AtomicInteger customers = new AtomicInteger();
  private volatile boolean finishing;

  /** Begins at once; clients are spread over the endpoints and move on from one that fails them. */
  ChaosLoad(ExpectedEvents ledger, int clients, long seed, List<URI> endpoints) {
    this.ledger = ledger;
    this.endpoints = endpoints;
    this.threads = Executors.newScheduledThreadPool(clients);
    for (int i = 0; i < clients; i++) {
      var client = new Client(i, new Random(seed + i));
      this.clients.add(client);
      threads.scheduleWithFixedDelay(client, i, REST_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private final class Client implements Runnable {

    private final Random random;
    private final Deque<UUID> own = new ArrayDeque<>();
    private final Set<UUID> confirmed = new HashSet<>();
    private int endpoint;
    private volatile CommandRequest pending;
    private boolean again;
    private int rests;

    Client(int number, Random random) {
      this.endpoint = number;
      this.random = random;
    }

    @Override
    public void run() {
      try {
        if (pending == null && !finishing) {
          pending = next();
          again = false;
        }
        if (rests > 0) {
          rests--;
        } else if (pending != null) {
          attempt();
        }
      } catch (RuntimeException fault) {
        troubles.merge("client: " + fault, 1, Integer::sum);
      }
    }

    private CommandRequest next() {
      if (!own.isEmpty() && random.nextDouble() < CHANGES) {
        var order = own.removeFirst();
        if (confirmed.remove(order)) {
          return random.nextBoolean() ? CommandRequest.ship(order) : CommandRequest.cancel(order);
        }
        confirmed.add(order);
        own.addLast(order);
        return CommandRequest.confirm(order);
      }
      return CommandRequest.place(ledger.customer(customers.incrementAndGet()));
    }

    private void attempt() {
      long start = System.nanoTime();
      var answer = CommandResponse.to(pending, http, endpoints.get(endpoint % endpoints.size()));
      if (answer.accepted()) {
        if (!again) {
          nanos.add(System.nanoTime() - start);
        }
        ledger.accepted(pending.key(), answer.order(), answer.version());
        if (pending.places()) {
          own.add(answer.order());
        }
      } else {
        troubles.merge(answer.kind(), 1, Integer::sum);
        if (answer.kind().equals(CommandResponse.NO_ANSWER)) {
          unanswered.put(pending.key(), pending);
        }
      }
      again = !answer.isFinal();
      if (again) {
        endpoint++;
        rests = RESTS_AFTER_TROUBLE;
      } else {
        pending = null;
      }
    }
  }

  /** Begins nothing new and waits until every command begun has its final answer. */
  ChaosLoad finish() {
    finishing = true;
    Awaitility.await("an answer to every command; troubles so far: " + troubles)
        .atMost(ANSWERED)
        .until(() -> clients.stream().allMatch(client -> client.pending == null));
    return this;
  }

  /** What was answered other than by acceptance, and how often: empty on a good day. */
  Map<String, Integer> troubles() {
    return new TreeMap<>(troubles);
  }

  /** Commands whose answer, at one attempt at least, was cut off. */
  Map<String, CommandRequest> unanswered() {
    return Map.copyOf(unanswered);
  }

  /** Forgets them, and how long they took. */
  void forgetTimes() {
    nanos.clear();
  }

  /** How many commands were accepted at their first attempt. */
  int acceptedAtOnce() {
    return nanos.size();
  }

  /** How long 99 of 100 of those took at most, in milliseconds. */
  double p99Millis() {
    var sorted = nanos.stream().sorted().toList();
    return sorted.get((sorted.size() * 99 - 1) / 100) / 1e6;
  }

  @Override
  public void close() {
    finishing = true;
    threads.shutdownNow();
  }
}
