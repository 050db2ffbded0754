package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** SIGTERM while eight clients work. */
class OrderlyStopIT extends Chaos {

  private static final Duration STOPPED = Duration.ofSeconds(30);

  @Test
  void answersEveryRequestInFlightBeforeItStops() throws Exception {
    guarantee("R16", "An orderly stop lets every request under way end");
    try (var load = load()) {
      pass(atRandom(2_000, 5_000));
      long start = System.nanoTime();

      stack.application().stop();

      var stopping = Duration.ofNanos(System.nanoTime() - start);
      pass(Duration.ofSeconds(1));
      var carriedOut = carriedOut(load);
      var troubles = load.troubles();
      stack.application().start();
      load.finish();

      guarantee
          .tells("SIGTERM, ended after %.1f s", stopping.toMillis() / 1e3)
          .tells("answers from then on: %s", troubles)
          .tells("%d carried out and not answered", carriedOut)
          .operations(ledger.size())
          .recoveredIn(stopping)
          .found(invariants.hold(RECOVERY));
      assertThat(stopping).isLessThanOrEqualTo(STOPPED);
      assertThat(carriedOut).as("carried out, and the answer cut off").isZero();
      assertThat(troubles).doesNotContainKeys("INTERNAL", Answer.NO_ANSWER);
    }
  }

  /** Commands that were committed though their client never heard of it. */
  private int carriedOut(Load load) throws Exception {
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
