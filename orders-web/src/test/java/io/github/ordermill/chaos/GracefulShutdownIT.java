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

/** SIGTERM while eight clients work. */
class GracefulShutdownIT extends ChaosTest {

  private static final Duration STOPPED = Duration.ofSeconds(30);

  /** Shorter than a stop waits for requests. */
  private static final Duration HELD_UP = Duration.ofSeconds(6);

  /** How the application is told to stop; returns when its process has ended. */
  Consumer<ApplicationServer> stop = ApplicationServer::stop;

  @Test
  void answersEveryRequestInFlightBeforeItStops() throws Exception {
    guarantee("R16", "An orderly stop lets every request under way end");
    try (var load = load();
        var obstacle = stack.database().connect()) {
      pass(atRandom(1_000, 3_000));
      obstruct(obstacle);
      time("requests under way", recovery, () -> heldUp() >= CLIENTS);
      long start = System.nanoTime();

      var stopped = CompletableFuture.runAsync(() -> stop.accept(stack.application()));
      pass(HELD_UP);
      obstacle.rollback();
      stopped.join();

      var stopping = Duration.ofNanos(System.nanoTime() - start);
      pass(Duration.ofSeconds(1));
      var carriedOut = carriedOut(load);
      var troubles = load.troubles();
      stack.application().start();
      load.finish();

      guarantee
          .tells("SIGTERM while every client waits for an answer, %d s long", HELD_UP.toSeconds())
          .tells("ended after %.1f s", stopping.toMillis() / 1e3)
          .tells("answers from then on: %s", troubles)
          .tells("%d carried out and not answered", carriedOut)
          .operations(ledger.size())
          .recoveredIn(stopping)
          .found(invariants.hold(recovery));
      assertThat(stopping).isLessThanOrEqualTo(STOPPED);
      assertThat(carriedOut).as("carried out, and the answer cut off").isZero();
      assertThat(troubles).doesNotContainKeys("INTERNAL", CommandResponse.NO_ANSWER);
    }
  }

  @Test
  void endsInTimeThoughTheBrokerIsAwayAndRequestsHang() throws Exception {
    try (var load = load();
        var obstacle = stack.database().connect()) {
      awaitAccepted(50);
      stack.broker().kill();
      obstruct(obstacle);
      time("requests under way", recovery, () -> heldUp() >= CLIENTS);

      long start = System.nanoTime();

      stack.application().stop();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThanOrEqualTo(STOPPED);
    }
  }

  /** From now on no command comes further than its event. */
  private static void obstruct(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Sql.update(connection, "LOCK TABLE ordering.order_event IN SHARE ROW EXCLUSIVE MODE");
  }

  private int heldUp() {
    return count(
        "SELECT count(*) FROM pg_locks"
            + " WHERE relation = 'ordering.order_event'::regclass AND NOT granted");
  }

  /** Commands that were committed though their client never heard of it. */
  private int carriedOut(ChaosLoad load) throws Exception {
    try (var connection = stack.database().connect()) {
      return Sql.query(
              connection,
              "SELECT count(*) FROM ordering.recorded_answer WHERE idempotency_key = ANY (?)",
              row -> row.getInt(1),
              (Object) load.unanswered().keySet().toArray(String[]::new))
          .get(0);
    }
  }
}
