package io.github.ordermill.chaos;

import io.github.ordermill.launcher.RunningStack;
import io.github.ordermill.shared.infrastructure.database.Sql;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every fault test begins with: the stack whole, an empty ledger, a seed. */
@Tag("chaos")
@ExtendWith(GuaranteeTable.class)
abstract class ChaosTest {

  static final int CLIENTS = 8;

  private static final AtomicInteger RUNS = new AtomicInteger();

  /** Repeat a run with {@code -Dchaos.seed}, as far as processes let themselves be repeated. */
  private static final long SEED = Long.getLong("chaos.seed", System.nanoTime() % 1_000_000);

  /** Views are complete within this time after a fault. */
  Duration recovery = Duration.ofSeconds(30);

  /** One for all tests, unless a test brings its own. */
  RunningStack stack;

  final Random random = new Random(SEED);

  /** The row of the table that the test fills, or null. */
  Guarantee guarantee;

  ExpectedEvents ledger;
  Invariants invariants;

  @BeforeEach
  void theStackIsWhole() throws SQLException {
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
    begin();
  }

  /** Opens a new ledger. */
  void begin() throws SQLException {
    try (var connection = stack.database().connect()) {
      ledger =
          new ExpectedEvents(
              "chaos-" + ProcessHandle.current().pid() + "-" + RUNS.incrementAndGet(),
              Invariants.endOfTheLog(connection));
    }
    invariants = new Invariants(stack.database(), ledger);
  }

  Guarantee guarantee(String number, String words) {
    System.out.println(number + " begins, seed " + SEED);
    guarantee = new Guarantee(number, words);
    return guarantee;
  }

  ChaosLoad load() {
    return load(CLIENTS, List.of(graphql()));
  }

  ChaosLoad load(int clients, List<URI> endpoints) {
    return new ChaosLoad(ledger, clients, SEED, endpoints);
  }

  URI graphql() {
    return stack.application().uri("/graphql");
  }

  /** Goes on when that many commands of the run have been accepted. */
  void awaitAccepted(int commands) {
    Awaitility.await(commands + " accepted commands")
        .atMost(Duration.ofSeconds(120))
        .until(() -> ledger.size() >= commands);
  }

  /** A moment that nobody can foresee. */
  Duration atRandom(long leastMillis, long mostMillis) {
    return Duration.ofMillis(random.nextLong(leastMillis, mostMillis + 1));
  }

  /** Lets time pass while the load goes on. */
  static void pass(Duration time) {
    Awaitility.await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
  }

  /** How long it takes until something is so. */
  static Duration time(String what, Duration atMost, BooleanSupplier so) {
    long start = System.nanoTime();
    Awaitility.await(what)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(so::getAsBoolean);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** How long it takes until views show all that the log holds at this moment. */
  Duration timeToCatchUp() {
    long end = invariants.endOfTheLog();
    return time("views that show what was there", recovery, () -> invariants.areAppliedUpTo(end));
  }

  /** A figure of the application since it was started; 0 if there is none. */
  double metric(String name) {
    return stack.application().metric(name);
  }

  /** The number that a query gives. */
  int count(String query, Object... parameters) {
    try (var connection = stack.database().connect()) {
      return Sql.query(connection, query, row -> row.getInt(1), parameters).get(0);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One statement, committed. */
  int sql(String statement, Object... parameters) {
    try (var connection = stack.database().connect()) {
      return Sql.update(connection, statement, parameters);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * One stack for all; unlike that of other tests with a JVM as in production, and with a database
   * that remembers when each transaction was committed.
   */
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
