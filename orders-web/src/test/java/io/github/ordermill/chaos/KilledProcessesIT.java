package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of each process, and of all at once, under load. */
class KilledProcessesIT extends ChaosTest {

  private static final int APPLICATION_KILLS = 3;
  private static final int BROKER_KILLS = 2;
  private static final int DATABASE_KILLS = 2;

  @Test
  void losesNoAcceptedCommandWhenTheApplicationIsKilled() {
    guarantee(
        "R1", "An accepted command survives a crash of the application and has exactly one effect");
    try (var load = startLoad()) {

      for (int kill = 1; kill <= APPLICATION_KILLS; kill++) {
        pause(randomDuration(1_000, 4_000));
        stack.application().kill();
        stack.application().start();
        guarantee.recoveryTime(timeUntilCaughtUp());
      }
      load.finish();

      guarantee
          .detail("%d kills of the application", APPLICATION_KILLS)
          .detail("%d requests without an answer", load.unanswered().size())
          .operations(expected.acceptedCommands())
          .findings(invariants.assertHold(recoveryTimeout));
    }
  }

  @Test
  void acceptsCommandsWhileTheBrokerIsDownAndLosesNoEvent() {
    guarantee("R2", "Commands are accepted without the broker; no event is lost");
    try (var load = startLoad()) {

      for (int kill = 1; kill <= BROKER_KILLS; kill++) {
        pause(randomDuration(1_000, 3_000));
        var downtime = randomDuration(0, 30_000);
        stack.broker().kill();
        pause(downtime);
        stack.broker().start();
        guarantee
            .detail("broker killed, down for %.1f s", downtime.toMillis() / 1e3)
            .recoveryTime(
                timeUntil(
                    "a lag below one second",
                    recoveryTimeout,
                    () -> invariants.lagMillis() < 1_000));
      }
      load.finish();

      guarantee
          .operations(expected.acceptedCommands())
          .findings(invariants.assertHold(recoveryTimeout));
      assertThat(load.failures()).as("answers other than acceptance").isEmpty();
    }
  }

  @Test
  void recoversByItselfWhenTheDatabaseIsKilled() {
    guarantee(
        "R3",
        "An accepted command survives a crash of the database; the application reconnects by itself");
    long application = stack.application().pid();
    try (var load = startLoad()) {

      for (int kill = 1; kill <= DATABASE_KILLS; kill++) {
        pause(randomDuration(1_000, 4_000));
        stack.database().kill();
        pause(randomDuration(0, 3_000));
        stack.database().start();
        int accepted = expected.acceptedCommands();
        guarantee.recoveryTime(
            timeUntil(
                "a command accepted again",
                Duration.ofSeconds(15),
                () -> expected.acceptedCommands() > accepted + CLIENTS));
      }
      load.finish();

      guarantee
          .detail("%d kills of PostgreSQL", DATABASE_KILLS)
          .detail("answers other than acceptance: %s", load.failures())
          .operations(expected.acceptedCommands())
          .findings(invariants.assertHold(recoveryTimeout));
      assertThat(stack.application().pid()).isEqualTo(application);
      assertThat(load.failures().keySet()).isSubsetOf("UNAVAILABLE");
    }
  }

  @Test
  void losesNoAcceptedCommandWhenAllProcessesAreKilledAtOnce() {
    guarantee("R4", "An accepted command survives a crash of all three processes at once");
    try (var load = startLoad()) {

      pause(randomDuration(2_000, 5_000));
      stack.application().kill();
      stack.broker().kill();
      stack.database().kill();
      stack.start();
      guarantee.recoveryTime(timeUntilCaughtUp());
      load.finish();

      guarantee
          .detail("application, broker and PostgreSQL killed")
          .operations(expected.acceptedCommands())
          .findings(invariants.assertHold(recoveryTimeout));
    }
  }
}
