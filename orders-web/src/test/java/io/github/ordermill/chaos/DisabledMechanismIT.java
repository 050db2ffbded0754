package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.launcher.ApplicationServer;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.relay.Relay;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Fault tests of the suite, run on a stack without the mechanism that they depend on: each fails.
 */
class DisabledMechanismIT extends SaboteurTest {

  /** R13: commands read the order through a function, which takes no row lock. */
  @Test
  void contentionTestFailsWithoutRowLocks() throws Exception {
    var contention = onOwnStack(new ContentionIT());
    executeSql("ALTER TABLE ordering.orders RENAME TO locked_orders");
    executeSql(
        """
        CREATE FUNCTION ordering.unlocked_orders() RETURNS SETOF ordering.locked_orders
        LANGUAGE sql VOLATILE ROWS 1 AS 'SELECT * FROM ordering.locked_orders'
        """);
    executeSql("CREATE VIEW ordering.orders AS SELECT * FROM ordering.unlocked_orders()");
    executeSql(
        """
        CREATE FUNCTION ordering.keep() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'INSERT' THEN INSERT INTO ordering.locked_orders SELECT NEW.*;
          ELSE
            UPDATE ordering.locked_orders SET version = NEW.version, status = NEW.status
            WHERE id = NEW.id;
          END IF;
          RETURN NEW;
        END $$
        """);
    executeSql(
        "CREATE TRIGGER keep INSTEAD OF INSERT OR UPDATE ON ordering.orders"
            + " FOR EACH ROW EXECUTE FUNCTION ordering.keep()");
    try {
      assertThatThrownBy(contention::acceptsExactlyOneOfFiftyMutuallyExclusiveChanges)
          .hasMessageContaining("[answers]");
    } finally {
      executeSql("DROP VIEW ordering.orders");
      executeSql("DROP FUNCTION ordering.keep");
      executeSql("DROP FUNCTION ordering.unlocked_orders");
      executeSql("ALTER TABLE ordering.locked_orders RENAME TO orders");
    }
  }

  /** R2: another session, which waits for the lock of the relay, gets it when the broker fails. */
  @Test
  void brokerTestFailsWhenTheRelayLosesItsLock() throws Exception {
    var killed = onOwnStack(new KilledProcessesIT());
    try (var successor = stack.database().connect()) {
      var waiting =
          CompletableFuture.runAsync(
              () -> Sql.query(successor, "SELECT pg_advisory_lock(?)", row -> 1, Relay.LOCK));

      assertThatThrownBy(killed::acceptsCommandsWhileTheBrokerIsDownAndLosesNoEvent)
          .hasMessageContaining("a lag below one second");

      assertThat(waiting).isCompleted();
    }
  }

  /** R7: the application sees only the newest event of each order. */
  @Test
  void shuffledDeliveryTestFailsWhenGapsCannotBeReadFromTheLog() throws Exception {
    var delivery = onOwnStack(new DeliveryIT());
    executeSql(
        """
        CREATE FUNCTION ordering.newest(uuid) RETURNS int LANGUAGE sql STABLE
        SET application_name = 'sabotage' AS
        'SELECT coalesce(max(version), 0) FROM messaging.event_log WHERE aggregate_id = $1'
        """);
    executeSql(
        """
        CREATE POLICY sabotage ON messaging.event_log USING (
          CASE WHEN current_setting('application_name') = 'ordermill'
          THEN version >= ordering.newest(aggregate_id) ELSE true END) WITH CHECK (true)
        """);
    executeSql(
        "ALTER TABLE messaging.event_log" + " ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY");
    try {
      assertThatThrownBy(delivery::appliesEventsInOrderWhenTheyArriveShuffled)
          .hasMessageContaining("views caught up");
    } finally {
      executeSql(
          "ALTER TABLE messaging.event_log"
              + " DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY");
      executeSql("DROP POLICY sabotage ON messaging.event_log");
      executeSql("DROP FUNCTION ordering.newest");
      rebuildViews();
    }
  }

  /** R8: a command locks the table of the view, as if it wrote the view itself. */
  @Test
  void backlogTestFailsWhenCommandsWaitForProjections() throws Exception {
    var backlog = onOwnStack(new BacklogIT());
    backlog.backlog = 100;
    backlog.measurement = Duration.ofSeconds(3);
    try (var sabotage =
        onEachEvent(
            "BEFORE INSERT",
            """
            IF current_setting('application_name') = 'ordermill' THEN
              LOCK TABLE views.order_view IN ROW EXCLUSIVE MODE;
            END IF;
            """)) {

      assertThatThrownBy(backlog::acceptsCommandsWhileAProjectionIsBlockedAndDrainsTheBacklog)
          .hasMessageContaining("commands accepted while the projection is blocked");
    }
  }

  /** R11: a function that always returns true hides the one that takes the lock. */
  @Test
  void twoNodesTestFailsWhenEveryNodeIsElected() throws Exception {
    var nodes = onOwnStack(new TwoNodesIT());
    executeSql("CREATE SCHEMA sabotage");
    executeSql(
        "CREATE FUNCTION sabotage.pg_try_advisory_lock(bigint) RETURNS boolean"
            + " LANGUAGE sql AS 'SELECT true'");
    executeSql("ALTER DATABASE orders SET search_path = sabotage, pg_catalog, public");
    try {
      assertThatThrownBy(nodes::anotherNodeTakesOverTheRelayAndKeepsTheEventOrder)
          .hasMessageContaining("events sent by two relays at once");
    } finally {
      executeSql("ALTER DATABASE orders RESET search_path");
      executeSql("DROP SCHEMA sabotage CASCADE");
    }
  }

  /** R12: events below the highest published position count as published. */
  @Test
  void lateCommitTestFailsWhenTheRelayResumesFromItsLastPosition() throws Exception {
    var delivery = onOwnStack(new DeliveryIT());
    try (var sabotage =
        onEachEvent(
            "AFTER INSERT",
            """
            DELETE FROM messaging.outbox
            WHERE position = NEW.position AND EXISTS (
              SELECT FROM messaging.event_log
              WHERE position > NEW.position
              AND position NOT IN (SELECT position FROM messaging.outbox));
            """)) {

      assertThatThrownBy(delivery::publishesAnEventThatCommitsAfterHigherPositions)
          .hasMessageContaining("late event published");
    }
  }

  /** R16: the application is killed instead of stopped. */
  @Test
  void shutdownTestFailsWhenInFlightRequestsAreNotAwaited() throws Exception {
    var stop = onOwnStack(new GracefulShutdownIT());
    stop.stop = ApplicationServer::kill;

    assertThatThrownBy(stop::completesInFlightRequestsBeforeItStops)
        .hasMessageContaining(CommandResponse.NO_ANSWER);
  }

  /** Prepares a fault test for the own stack, with the shorter recovery timeout. */
  private <T extends ChaosTest> T onOwnStack(T test) throws SQLException {
    test.stack = stack;
    test.recoveryTimeout = recoveryTimeout;
    test.startStoppedServers();
    return test;
  }
}
