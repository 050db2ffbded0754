package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.launcher.ApplicationServer;
import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** SIGTERM under load. */
class GracefulShutdownIT extends ChaosTest {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  /**
   * Time that in-flight requests are blocked; shorter than the time limit of a graceful shutdown.
   */
  private static final Duration BLOCKED_TIME = Duration.ofSeconds(6);

  /** Stops the application and returns when its process has ended. */
  Consumer<ApplicationServer> stop = ApplicationServer::stop;

  @Test
  void completesInFlightRequestsBeforeItStops() throws Exception {
    guarantee("R16", "A graceful shutdown completes all in-flight requests");
    try (var load = startLoad();
        var blocker = stack.database().connect()) {
      pause(randomDuration(1_000, 3_000));
      blockEventLog(blocker);
      timeUntil("in-flight requests", recoveryTimeout, () -> blockedCommands() >= CLIENTS);
      long start = System.nanoTime();

      var stopped = CompletableFuture.runAsync(() -> stop.accept(stack.application()));
      pause(BLOCKED_TIME);
      blocker.rollback();
      stopped.join();

      var stopping = Duration.ofNanos(System.nanoTime() - start);
      pause(Duration.ofSeconds(1));
      var executedWithoutAnswer = executedWithoutAnswer(load);
      var failures = load.failures();
      stack.application().start();
      load.finish();

      guarantee
          .detail(
              "SIGTERM while every client waits for an answer, blocked for %d s",
              BLOCKED_TIME.toSeconds())
          .detail("stopped after %.1f s", stopping.toMillis() / 1e3)
          .detail("answers other than acceptance: %s", failures)
          .detail("%d executed without an answer", executedWithoutAnswer)
          .operations(expected.acceptedCommands())
          .recoveryTime(stopping)
          .findings(invariants.assertHold(recoveryTimeout));
      assertThat(stopping).isLessThanOrEqualTo(STOP_TIMEOUT);
      assertThat(executedWithoutAnswer).as("executed without an answer").isZero();
      assertThat(failures).doesNotContainKeys("INTERNAL", CommandResponse.NO_ANSWER);
    }
  }

  @Test
  void stopsInTimeWithoutTheBrokerAndWithHangingRequests() throws Exception {
    try (var load = startLoad();
        var blocker = stack.database().connect()) {
      awaitAccepted(50);
      stack.broker().kill();
      blockEventLog(blocker);
      timeUntil("in-flight requests", recoveryTimeout, () -> blockedCommands() >= CLIENTS);

      long start = System.nanoTime();

      stack.application().stop();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThanOrEqualTo(STOP_TIMEOUT);
    }
  }

  /** Blocks every command before it appends its event. */
  private static void blockEventLog(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Sql.update(connection, "LOCK TABLE messaging.event_log IN SHARE ROW EXCLUSIVE MODE");
  }

  private int blockedCommands() {
    return queryInt(
        "SELECT count(*) FROM pg_locks"
            + " WHERE relation = 'messaging.event_log'::regclass AND NOT granted");
  }

  /** Number of unanswered commands that were committed. */
  private int executedWithoutAnswer(ChaosLoad load) throws Exception {
    try (var connection = stack.database().connect()) {
      return Sql.query(
              connection,
              "SELECT count(*) FROM messaging.idempotency_record WHERE idempotency_key = ANY (?)",
              row -> row.getInt(1),
              (Object) load.unanswered().keySet().toArray(String[]::new))
          .get(0);
    }
  }
}
