package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of each process, and of all at once, while eight clients work. */
class KilledProcessesIT extends ChaosTest {

  private static final int KILLS_OF_THE_APPLICATION = 3;
  private static final int KILLS_OF_THE_BROKER = 2;
  private static final int KILLS_OF_THE_DATABASE = 2;

  @Test
  void losesNoAcceptedCommandWhenTheApplicationIsKilled() {
    guarantee("R1", "An accepted command outlives the application, and has one effect");
    try (var load = load()) {

      for (int kill = 1; kill <= KILLS_OF_THE_APPLICATION; kill++) {
        pass(atRandom(1_000, 4_000));
        stack.application().kill();
        stack.application().start();
        guarantee.recoveredIn(timeToCatchUp());
      }
      load.finish();

      guarantee
          .tells("%d kills of the application", KILLS_OF_THE_APPLICATION)
          .tells("%d answers cut off", load.unanswered().size())
          .operations(ledger.size())
          .found(invariants.hold(recovery));
    }
  }

  @Test
  void acceptsEveryCommandWhileTheBrokerIsAwayAndLosesNoEvent() {
    guarantee("R2", "Commands do not need the broker; no event is lost with it");
    try (var load = load()) {

      for (int kill = 1; kill <= KILLS_OF_THE_BROKER; kill++) {
        pass(atRandom(1_000, 3_000));
        var away = atRandom(0, 30_000);
        stack.broker().kill();
        pass(away);
        stack.broker().start();
        guarantee
            .tells("broker killed, away %.1f s", away.toMillis() / 1e3)
            .recoveredIn(
                time("a lag under a second", recovery, () -> invariants.lagMillis() < 1_000));
      }
      load.finish();

      guarantee.operations(ledger.size()).found(invariants.hold(recovery));
      assertThat(load.troubles()).as("answers other than acceptance").isEmpty();
    }
  }

  @Test
  void recoversByItselfWhenTheDatabaseIsKilled() {
    guarantee("R3", "An accepted command outlives the database; the application finds it again");
    long application = stack.application().pid();
    try (var load = load()) {

      for (int kill = 1; kill <= KILLS_OF_THE_DATABASE; kill++) {
        pass(atRandom(1_000, 4_000));
        stack.database().kill();
        pass(atRandom(0, 3_000));
        stack.database().start();
        int accepted = ledger.size();
        guarantee.recoveredIn(
            time(
                "a command accepted again",
                Duration.ofSeconds(15),
                () -> ledger.size() > accepted + CLIENTS));
      }
      load.finish();

      guarantee
          .tells("%d kills of PostgreSQL", KILLS_OF_THE_DATABASE)
          .tells("answers meanwhile: %s", load.troubles())
          .operations(ledger.size())
          .found(invariants.hold(recovery));
      assertThat(stack.application().pid()).isEqualTo(application);
      assertThat(load.troubles().keySet()).isSubsetOf("UNAVAILABLE");
    }
  }

  @Test
  void losesNoAcceptedCommandWhenEverythingIsKilledAtOnce() {
    guarantee("R4", "An accepted command outlives all three at once");
    try (var load = load()) {

      pass(atRandom(2_000, 5_000));
      stack.application().kill();
      stack.broker().kill();
      stack.database().kill();
      stack.start();
      guarantee.recoveredIn(timeToCatchUp());
      load.finish();

      guarantee
          .tells("application, broker and PostgreSQL killed")
          .operations(ledger.size())
          .found(invariants.hold(recovery));
    }
  }
}
