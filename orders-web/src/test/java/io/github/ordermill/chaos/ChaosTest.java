package io.github.ordermill.chaos;

import io.github.ordermill.launcher.RunningStack;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Base class of fault tests: a running stack, expected events and a seed. */
@Tag("chaos")
@ExtendWith(GuaranteeTable.class)
abstract class ChaosTest {

  static final int CLIENTS = 8;

  private static final AtomicInteger RUNS = new AtomicInteger();

  /**
   * {@code -Dchaos.seed} repeats the random choices of a run; the timing of processes still varies.
   */
  private static final long SEED = Long.getLong("chaos.seed", System.nanoTime() % 1_000_000);

  /** Time limit for complete views after a fault. */
  Duration recoveryTimeout = Duration.ofSeconds(30);

  /** Shared by all tests unless a test sets its own. */
  RunningStack stack;

  final Random random = new Random(SEED);

  /** Row of the table of guarantees, or null for a test without one. */
  Guarantee guarantee;

  ExpectedEvents expected;
  Invariants invariants;

  @BeforeEach
  void startStoppedServers() throws SQLException {
    if (stack == null) {
      stack = Shared.STACK;
    }
    if (!stack.database().isRunning()) {
      stack.database().start();
    }
    if (!stack.broker().isRunning()) {
      stack.broker().start();
    }
    if (!stack.application().isRunning()) {
      stack.application().start();
    }
    resetExpectations();
  }

  /** Starts with an empty set of expected events at the current end of the log. */
  void resetExpectations() throws SQLException {
    try (var connection = stack.database().connect()) {
      expected =
          new ExpectedEvents(
              "chaos-" + ProcessHandle.current().pid() + "-" + RUNS.incrementAndGet(),
              Invariants.lastPosition(connection));
    }
    invariants = new Invariants(stack.database(), expected);
  }

  Guarantee guarantee(String id, String description) {
    System.out.println(id + " started, seed " + SEED);
    guarantee = new Guarantee(id, description);
    return guarantee;
  }

  ChaosLoad startLoad() {
    return startLoad(CLIENTS, List.of(graphql()));
  }

  ChaosLoad startLoad(int clients, List<URI> endpoints) {
    return new ChaosLoad(expected, clients, SEED, endpoints);
  }

  URI graphql() {
    return stack.application().uri("/graphql");
  }

  /** Waits until this many commands have been accepted. */
  void awaitAccepted(int commands) {
    Awaitility.await(commands + " accepted commands")
        .atMost(Duration.ofSeconds(120))
        .until(() -> expected.acceptedCommands() >= commands);
  }

  /** Random duration, from the seed of the run. */
  Duration randomDuration(long minMillis, long maxMillis) {
    return Duration.ofMillis(random.nextLong(minMillis, maxMillis + 1));
  }

  /** Waits while the load continues. */
  static void pause(Duration duration) {
    Awaitility.await().pollDelay(duration).atMost(duration.plusSeconds(30)).until(() -> true);
  }

  /** Waits for a condition and returns the time until it held. */
  static Duration timeUntil(String description, Duration atMost, BooleanSupplier condition) {
    long start = System.nanoTime();
    Awaitility.await(description)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(condition::getAsBoolean);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Waits until the views show the log up to its current end and returns the time. */
  Duration timeUntilCaughtUp() {
    long position = invariants.lastPosition();
    return timeUntil("views caught up", recoveryTimeout, () -> invariants.isAppliedUpTo(position));
  }

  /** Sum of a metric of the application since its start; 0 if absent. */
  double metric(String name) {
    return stack.application().metric(name);
  }

  /** Any order accepted in the test. */
  UUID anyAcceptedOrder() {
    return expected.acceptedByKey().values().iterator().next().order();
  }

  /** Events that the relay has not published, in log order. */
  List<RecordedEvent> outbox() {
    try (var connection = stack.database().connect()) {
      return new EventLog().pending(connection, Integer.MAX_VALUE);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  int queryInt(String query, Object... parameters) {
    try (var connection = stack.database().connect()) {
      return Sql.query(connection, query, row -> row.getInt(1), parameters).get(0);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Executes and commits one statement. */
  int executeSql(String statement, Object... parameters) {
    try (var connection = stack.database().connect()) {
      return Sql.update(connection, statement, parameters);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stack with the JIT compilers of production and {@code track_commit_timestamp}. */
  private static final class Shared {

    static final RunningStack STACK = start();

    private static RunningStack start() {
      var stack = new RunningStack(RunningStack.emptyDirectory("chaos"));
      stack.application().withJvmOptions("-Xmx512m");
      stack.database().withSetting("track_commit_timestamp", "on");
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "chaos-stack-stop"));
      return stack.start();
    }
  }
}
