package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.launcher.ApplicationServer;
import io.github.ordermill.launcher.RunningStack;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.relay.Relay;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Disables, one at a time, the mechanisms that the guarantees depend on, and asserts that each
 * violation is detected: a fault test that cannot fail proves nothing. Uses its own stack, whose
 * application never parks an event.
 */
class SaboteurIT extends ChaosTest {

  private static final Duration RECOVERY_TIMEOUT = Duration.ofSeconds(12);
  private static final int KILLS = 5;

  private static RunningStack ownStack;

  SaboteurIT() {
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

  @BeforeEach
  void deleteDeadLetters() {
    executeSql("DELETE FROM ordering.dead_letter");
  }

  @Test
  void reportsEveryViolatedInvariant() throws SQLException {
    acceptCommands(40);
    invariants.assertHold(recoveryTimeout);
    var reports = new LinkedHashMap<String, String>();
    reports.put(
        "DELETE FROM ordering.order_event WHERE order_id = ? AND version = 1",
        "accepted but not in the log");
    reports.put("UPDATE ordering.orders SET version = 7 WHERE id = ?", "aggregate ");
    reports.put("UPDATE ordering.orders SET lines = lines - 1 WHERE id = ?", "aggregate ");
    reports.put(
        "DELETE FROM ordering.recorded_answer WHERE answer ->> 'id' = ?::text", "recorded for");
    reports.put("DELETE FROM views.order_view WHERE order_id = ?", "the view of");
    reports.put("UPDATE views.order_view SET total = total + 1 WHERE order_id = ?", "the view of");
    reports.put(
        "UPDATE views.order_view SET updated_at = now() + interval '1 s' WHERE order_id = ?",
        "the view of");
    reports.put(
        "UPDATE views.order_view"
            + " SET document = jsonb_set(document::jsonb, '{lines,0,quantity}', '9')::json WHERE order_id = ?",
        "the view of");
    reports.put(
        "DELETE FROM views.order_history WHERE order_id = ? AND version = 1", "the history of");
    reports.put(
        "UPDATE views.order_history SET actor = 'nobody' WHERE order_id = ?", "the history of");
    reports.put(
        "UPDATE views.order_figures SET units = units + 1 WHERE order_id = ?",
        "the contribution of");
    reports.put(
        "UPDATE views.customer SET spent = spent + 1 WHERE customer_id ="
            + " (SELECT customer_id FROM ordering.orders WHERE id = ?)",
        "the totals of");
    reports.put("DELETE FROM views.order_figures WHERE order_id = ?", "the totals of");
    reports.put(
        "UPDATE views.order_count SET orders = orders + 1 WHERE status ="
            + " (SELECT status FROM views.order_view WHERE order_id = ?)",
        "the totals of");
    reports.put(
        "INSERT INTO ordering.unsent_event"
            + " SELECT position FROM ordering.order_event WHERE order_id = ? LIMIT 1",
        "not published");
    reports.put(
        "INSERT INTO ordering.dead_letter SELECT gen_random_uuid(), 'order', ?::uuid, 1,"
            + " 'OrderPlaced', 'by hand', 5, now()",
        "parked unexpectedly");

    reports.forEach(
        (sabotage, report) ->
            assertThat(violationsAfter(connection -> Sql.update(connection, sabotage, anyOrder())))
                .as(sabotage)
                .anyMatch(violation -> violation.contains(report)));
    assertThat(
            violationsAfter(
                connection ->
                    new SqlEventWriter(connection, new ExpectedEvents("other", 0))
                        .copyPlacedOrder(anyOrder(), 1)))
        .anyMatch(violation -> violation.contains("in the log but not accepted"));
    assertThat(invariants.check(new Invariants.Parked(anyOrder(), 1)).violations())
        .anyMatch(violation -> violation.contains("not parked"));
    assertThat(invariants.check().violations()).as("after the rollback").isEmpty();
  }

  @Test
  void reportsAnEventOutOfOrder() {
    var order = new DeliveryOrderCheck();
    var anyOrder = UUID.randomUUID();

    order.received(anyOrder, 1);
    order.received(anyOrder, 3);

    assertThat(order.violations()).hasSize(1);
  }

  @Test
  void reportsDuplicateExecutionWithoutThePrimaryKeyOfIdempotencyRecords() {
    executeSql("ALTER TABLE ordering.recorded_answer DROP CONSTRAINT recorded_answer_pkey");
    try {
      var request = CommandRequest.place(expected.customerId(1));

      new ConcurrentClients(graphql())
          .send(32, Collections.nCopies(200, request)).stream()
              .filter(CommandResponse::isAccepted)
              .forEach(
                  answer -> expected.addAccepted(request.key(), answer.order(), answer.version()));

      var findings = invariants.check();
      assertThat(findings.duplicated()).isPositive();
      assertThat(findings.violations()).anyMatch(violation -> violation.contains("two records"));
    } finally {
      executeSql("DELETE FROM ordering.recorded_answer");
      executeSql("ALTER TABLE ordering.recorded_answer ADD PRIMARY KEY (actor, idempotency_key)");
    }
  }

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

  @Test
  void reportsUnpublishedEventsWithoutTheMissedEventScan() throws SQLException {
    try (var sabotage =
        onEachEvent(
            "AFTER INSERT", "DELETE FROM ordering.unsent_event WHERE position = NEW.position;")) {
      acceptCommands(20);
      invariants.assertHold(recoveryTimeout);
      assertThat(metric("orders_projection_swept"))
          .as("found by the missed-event scan")
          .isPositive();

      try (var connection = stack.database().connect()) {
        RelayBlocker.disableMissedEventScan(connection);
      }
      acceptCommands(20);

      assertThatThrownBy(() -> invariants.assertHold(recoveryTimeout))
          .hasMessageContaining("the view of");
    } finally {
      executeSql("DELETE FROM views.projection_progress");
    }
  }

  @Test
  void reportsDuplicateApplicationWithoutCheckpoints() throws Exception {
    acceptCommands(20);
    invariants.assertHold(recoveryTimeout);
    executeSql(
        "ALTER TABLE views.order_history DROP CONSTRAINT order_history_pkey;"
            + " ALTER TABLE views.order_product DROP CONSTRAINT order_product_pkey");
    try (var topic = new EventTopic(stack.broker());
        var connection = stack.database().connect()) {
      var orders =
          expected.events().stream()
              .map(ExpectedEvents.EventKey::order)
              .distinct()
              .collect(Collectors.toMap(order -> order, order -> 0));
      var events =
          new EventLog().after(connection, orders).values().stream().flatMap(List::stream).toList();

      executeSql("DELETE FROM views.projection_position; DELETE FROM views.projection_progress");
      topic.send(events);

      timeUntil(
          "a duplicated history",
          recoveryTimeout,
          () ->
              invariants.check().violations().stream()
                  .anyMatch(violation -> violation.contains("the history of")));
      timeUntil(
          "duplicated totals",
          recoveryTimeout,
          () ->
              invariants.check().violations().stream()
                  .anyMatch(violation -> violation.contains("the totals of")));
    } finally {
      executeSql(
          """
          BEGIN;
          TRUNCATE views.order_history, views.order_product;
          ALTER TABLE views.order_history ADD PRIMARY KEY (order_id, version);
          ALTER TABLE views.order_product ADD PRIMARY KEY (product_id, placed_at, order_id);
          COMMIT
          """);
      rebuildViews();
    }
  }

  @Test
  void reportsAMissingDeadLetter() throws SQLException {
    acceptCommands(20);
    UUID order;
    try (var connection = stack.database().connect()) {
      var log = new SqlEventWriter(connection, expected);
      order = log.copyPlacedOrder(anyOrder(), 1).get(0);
      log.append(order, 2, "OrderTeleported", "{}");
    }

    assertThatThrownBy(
            () -> invariants.assertHold(recoveryTimeout, new Invariants.Parked(order, 2)))
        .hasMessageFindingMatch("not parked|unknown event type OrderTeleported");
    executeSql("DELETE FROM ordering.order_event WHERE order_id = ? AND version = 2", order);
  }

  @Test
  void reportsLostCommandsWithAsynchronousCommit() {
    executeSql("ALTER DATABASE orders SET synchronous_commit = off");
    try {
      int lost = 0;
      for (int kill = 1; kill <= KILLS && lost == 0; kill++) {
        killTheDatabaseUnderLoad();
        lost = invariants.check().lost();
      }

      assertThat(lost).isPositive();
    } finally {
      executeSql("ALTER DATABASE orders RESET synchronous_commit");
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
        'SELECT coalesce(max(version), 0) FROM ordering.order_event WHERE order_id = $1'
        """);
    executeSql(
        """
        CREATE POLICY sabotage ON ordering.order_event USING (
          CASE WHEN current_setting('application_name') = 'ordermill'
          THEN version >= ordering.newest(order_id) ELSE true END) WITH CHECK (true)
        """);
    executeSql(
        "ALTER TABLE ordering.order_event"
            + " ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY");
    try {
      assertThatThrownBy(delivery::appliesEventsInOrderWhenTheyArriveShuffled)
          .hasMessageContaining("views caught up");
    } finally {
      executeSql(
          "ALTER TABLE ordering.order_event"
              + " DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY");
      executeSql("DROP POLICY sabotage ON ordering.order_event");
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
            DELETE FROM ordering.unsent_event
            WHERE position = NEW.position AND EXISTS (
              SELECT FROM ordering.order_event
              WHERE position > NEW.position
              AND position NOT IN (SELECT position FROM ordering.unsent_event));
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

  private interface Undo extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Executes statements for each event until closed; at the end of the transaction for AFTER
   * triggers.
   */
  private Undo onEachEvent(String when, String statements) {
    executeSql(
        "CREATE FUNCTION ordering.sabotage() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            + statements
            + " RETURN NEW; END $$");
    executeSql(
        (when.startsWith("AFTER") ? "CREATE CONSTRAINT TRIGGER" : "CREATE TRIGGER")
            + " sabotage "
            + when
            + " ON ordering.order_event"
            + (when.startsWith("AFTER") ? " DEFERRABLE INITIALLY DEFERRED" : "")
            + " FOR EACH ROW EXECUTE FUNCTION ordering.sabotage()");
    return () -> executeSql("DROP FUNCTION ordering.sabotage() CASCADE");
  }

  /** Empties the views; the missed-event scan rebuilds them from the log. */
  private void rebuildViews() {
    executeSql(
        """
        DO $$ BEGIN
          EXECUTE (
            SELECT 'TRUNCATE ' || string_agg(format('views.%I', tablename), ', ')
            FROM pg_tables WHERE schemaname = 'views');
        END $$
        """);
  }

  private void killTheDatabaseUnderLoad() {
    stack.database().restart();
    try (var load = startLoad()) {
      awaitAccepted(expected.acceptedCommands() + 50);
      pause(randomDuration(500, 1_500));
      stack.database().kill();
      stack.database().start();
      load.finish();
    }
  }

  private void acceptCommands(int commands) {
    try (var load = startLoad()) {
      awaitAccepted(expected.acceptedCommands() + commands);
      load.finish();
    }
  }

  private UUID anyOrder() {
    return expected.acceptedByKey().values().iterator().next().order();
  }

  private interface Sabotage {
    void on(Connection connection);
  }

  /** Violations reported within a transaction, which is rolled back. */
  private List<String> violationsAfter(Sabotage sabotage) {
    try (var connection = stack.database().connect()) {
      connection.setAutoCommit(false);
      sabotage.on(connection);
      var violations = invariants.check(connection).violations();
      connection.rollback();
      return violations;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
