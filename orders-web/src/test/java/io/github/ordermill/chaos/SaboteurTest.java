package io.github.ordermill.chaos;

import io.github.ordermill.launcher.RunningStack;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Base class of tests that disable a mechanism and assert that the suite detects it: a fault test
 * that cannot fail proves nothing. They use their own stack, whose application never parks an
 * event.
 */
abstract class SaboteurTest extends ChaosTest {

  private static final Duration RECOVERY_TIMEOUT = Duration.ofSeconds(12);
  private static final Duration OUTBOX_TIMEOUT = Duration.ofSeconds(90);

  private static RunningStack ownStack;

  SaboteurTest() {
    stack = ownStack();
    recoveryTimeout = RECOVERY_TIMEOUT;
  }

  private static RunningStack ownStack() {
    if (ownStack == null) {
      ownStack = new RunningStack(RunningStack.emptyDirectory("saboteur"));
      ownStack.application().withSetting("ORDERS_PROJECTION_MAX_ATTEMPTS", "1000000");
      Runtime.getRuntime().addShutdownHook(new Thread(ownStack::close, "saboteur-stack-stop"));
    }
    return ownStack;
  }

  @AfterAll
  static void stop() {
    ownStack.close();
    ownStack = null;
  }

  /** Removes what the previous test has left: dead letters and unpublished events. */
  @BeforeEach
  void deleteDeadLettersAndAwaitEmptyOutbox() {
    executeSql("DELETE FROM messaging.dead_letter");
    Awaitility.await("empty outbox").atMost(OUTBOX_TIMEOUT).until(() -> outbox().isEmpty());
  }

  interface Undo extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Executes statements for each event until closed; at the end of the transaction for AFTER
   * triggers.
   */
  Undo onEachEvent(String when, String statements) {
    executeSql(
        "CREATE FUNCTION ordering.sabotage() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            + statements
            + " RETURN NEW; END $$");
    executeSql(
        (when.startsWith("AFTER") ? "CREATE CONSTRAINT TRIGGER" : "CREATE TRIGGER")
            + " sabotage "
            + when
            + " ON messaging.event_log"
            + (when.startsWith("AFTER") ? " DEFERRABLE INITIALLY DEFERRED" : "")
            + " FOR EACH ROW EXECUTE FUNCTION ordering.sabotage()");
    return () -> executeSql("DROP FUNCTION ordering.sabotage() CASCADE");
  }

  /** Empties the views; the missed-event scan rebuilds them from the log. */
  void rebuildViews() {
    executeSql(
        """
        DO $$ BEGIN
          EXECUTE (
            SELECT 'TRUNCATE ' || string_agg(format('views.%I', tablename), ', ')
            FROM pg_tables WHERE schemaname = 'views');
        END $$
        """);
  }

  /** Runs a load until this many further commands have been accepted. */
  void acceptCommands(int commands) {
    try (var load = startLoad()) {
      awaitAccepted(expected.acceptedCommands() + commands);
      load.finish();
    }
  }
}
