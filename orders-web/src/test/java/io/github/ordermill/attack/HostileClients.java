package io.github.ordermill.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import io.github.ordermill.client.GraphqlClient;
import io.github.ordermill.launcher.RunningStack;
import jakarta.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** A stack with a heap of 256 MB whose well-behaved clients are measured while it is attacked. */
public final class HostileClients implements AutoCloseable {

  private static final int NOTES = 400;
  private static final int NOTES_PER_REQUEST = 40;
  private static final int MAX_WARM_UPS = 15;
  private static final int FEW_WARM_UPS = 3;
  private static final double CALM_P99_MILLIS = Integer.getInteger("attack.calm.millis", 100);

  /** Bound of the caches that attacks fill: of documents, and of statements per connection. */
  private static final double CACHES_MEGABYTES = 30;

  /** Below this, latencies are those of a busy machine rather than of the attack. */
  private static final double TOLERATED_P99_MILLIS = 300;

  private final RunningStack stack;
  private final GraphqlClient client;
  private final Duration duration;
  private final SteadyReaders readers;
  private final HealthProbe health;
  private final RemoteHeap heap;
  private SteadyReaders.Measurement undisturbed;
  private double heapBefore;
  private int warmUps;
  private final String fatOrder;

  private HostileClients(RunningStack stack, Duration duration) throws Exception {
    this.stack = stack;
    this.duration = duration;
    stack.start();
    client = new GraphqlClient(endpoint());
    var order = place();
    fatOrder = place();
    addNotes(fatOrder);
    readers =
        new SteadyReaders(
            endpoint(),
            List.of(
                "{ order(id: \"" + order + "\") { id number status version lines { number } } }",
                "{ customerOrders(customerId: \"reader\") { items { id number status } } }"));
    health = new HealthProbe(stack.application().managementUri("/health/live"));
    heap = new RemoteHeap(stack.application().pid());
  }

  /** Measures the clients and the heap without an attack, before the first one. */
  private void measureUndisturbed(boolean inTime) {
    if (undisturbed != null) {
      return;
    }
    undisturbed = warmedUp(inTime);
    heapBefore = heap.megabytesAfterCollection();
    health.failures();
    health.slowest();
    readers.measurement();
    System.out.printf(
        Locale.ROOT, "Without an attack: %s, heap %.0f MB%n", undisturbed, heapBefore);
  }

  /**
   * Starts a stack, with an order of 400 notes and clients that read.
   *
   * @param name of the directory of its data
   * @param duration of each attack, and of the measurement without one
   */
  public static HostileClients start(String name, Duration duration) throws Exception {
    var stack = new RunningStack(RunningStack.emptyDirectory(name));
    stack
        .application()
        .withJvmOptions("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    try {
      return new HostileClients(stack, duration);
    } catch (Exception | Error fault) {
      stack.close();
      throw fault;
    }
  }

  /**
   * The first measurement that is not one of compilation, or of others on a busy machine.
   *
   * @param inTime whether there must be one; the last measurement is taken otherwise
   * @throws IllegalStateException if there is none; later calls fail without another attempt
   */
  private SteadyReaders.Measurement warmedUp(boolean inTime) {
    var measured = readers.measurement();
    while (warmUps++ < (inTime ? MAX_WARM_UPS : FEW_WARM_UPS)) {
      pause(duration);
      measured = readers.measurement();
      System.out.printf(Locale.ROOT, "Warming up: %s%n", measured);
      if (measured.failures().total() == 0 && measured.p99Millis() < CALM_P99_MILLIS) {
        return measured;
      }
    }
    if (inTime) {
      throw new IllegalStateException("the machine is too busy to measure reads on it");
    }
    return measured;
  }

  public RunningStack stack() {
    return stack;
  }

  public URI endpoint() {
    return stack.application().uri("/graphql");
  }

  /** The order with 400 notes of 10,000 characters. */
  public String fatOrder() {
    return fatOrder;
  }

  private String place() {
    return client.send("placeOrder", CommandInputs.anyOrder("reader")).getString("orderId");
  }

  private void addNotes(String order) {
    var mutation =
        "mutation ($text: String!) { "
            + IntStream.range(0, NOTES_PER_REQUEST)
                .mapToObj(
                    i ->
                        "a%d: addNote(input: {orderId: \"%s\", text: $text}) { __typename }"
                            .formatted(i, order))
                .collect(Collectors.joining(" "))
            + " }";
    var variables = Json.createObjectBuilder().add("text", "n".repeat(10_000)).build();
    for (int i = 0; i < NOTES; i += NOTES_PER_REQUEST) {
      assertThat(client.execute(mutation, variables).toString())
          .doesNotContain("Refusal", "errors");
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> client.order(order, "version").getInt("version") == NOTES + 1);
  }

  /**
   * Attacks, and checks what does not depend on how busy the machine is: the process is alive, no
   * request met a fault, no well-behaved read was refused, and afterwards the heap is what it was.
   * Times are printed.
   */
  public Outcomes survive(Attack attack) throws Exception {
    return survive(attack, false);
  }

  /**
   * Attacks, and checks also that no well-behaved read is late beyond 10 s, that their p99 is below
   * three times that without an attack, and that health is answered within a second.
   */
  public Outcomes surviveInTime(Attack attack) throws Exception {
    return survive(attack, true);
  }

  private Outcomes survive(Attack attack, boolean inTime) throws Exception {
    measureUndisturbed(inTime);
    var outcomes = attack.run(duration);
    var during = readers.measurement();
    var slowestHealth = health.slowest();
    var unhealthy = health.failures();
    System.out.printf(
        Locale.ROOT,
        "%s: %s; slowest health check %d ms; attackers saw %s%n",
        attack,
        during,
        slowestHealth.toMillis(),
        outcomes);

    assertThat(stack.application().hasEnded()).as("the process has ended").isFalse();
    assertThat(outcomes.total()).as("requests of the attack").isPositive();
    assertThat(outcomes.count("INTERNAL") + outcomes.count("500"))
        .as("faults among %s", outcomes)
        .isZero();
    assertThat(during.failures().total() - during.failures().count("HttpTimeoutException"))
        .as("refused reads: %s", during.failures())
        .isZero();
    if (inTime) {
      assertThat(during.failures().total()).as("failed reads: %s", during.failures()).isZero();
      assertThat(during.p99Millis())
          .as("p99 of the reads, %s without an attack", undisturbed)
          .isLessThan(Math.max(3 * undisturbed.p99Millis(), TOLERATED_P99_MILLIS));
      assertThat(unhealthy).as("health checks").isEmpty();
    }
    awaitRecovery();
    return outcomes;
  }

  private void awaitRecovery() {
    Awaitility.await("heap within 20 % of " + heapBefore + " MB and the caches")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(heap::megabytesAfterCollection, used -> used < 1.2 * heapBefore + CACHES_MEGABYTES);
    Awaitility.await("reads in time").atMost(Duration.ofSeconds(60)).until(readers::isInTime);
    readers.measurement();
    health.slowest();
  }

  private static void pause(Duration time) {
    Awaitility.await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
  }

  @Override
  public void close() throws Exception {
    readers.close();
    health.close();
    heap.close();
    stack.close();
  }
}
