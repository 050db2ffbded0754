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
 * Switches off, one after the other, what the guarantees rest on, and sees each breach reported: a
 * fault test that cannot fail proves nothing. It has a stack of its own, whose application never
 * parks an event.
 */
class SaboteurIT extends ChaosTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(12);
  private static final int KILLS = 5;

  private static RunningStack own;

  SaboteurIT() {
    stack = own();
    recovery = LONG_ENOUGH;
  }

  private static RunningStack own() {
    if (own == null) {
      own = new RunningStack(RunningStack.emptyDirectory("saboteur"));
      own.application().withSetting("ORDERS_PROJECTION_MAX_ATTEMPTS", "1000000");
      Runtime.getRuntime().addShutdownHook(new Thread(own::close, "saboteur-stack-stop"));
    }
    return own;
  }

  @AfterAll
  static void stop() {
    own.close();
    own = null;
  }

  @BeforeEach
  void nothingIsParked() {
    sql("DELETE FROM ordering.dead_letter");
  }

  @Test
  void everyBreachOfAnInvariantIsReported() throws SQLException {
    accept(40);
    invariants.hold(recovery);
    var reports = new LinkedHashMap<String, String>();
    reports.put(
        "DELETE FROM ordering.order_event WHERE order_id = ? AND version = 1",
        "lost, though accepted");
    reports.put("UPDATE ordering.orders SET version = 7 WHERE id = ?", "stands at");
    reports.put("UPDATE ordering.orders SET lines = lines - 1 WHERE id = ?", "stands at");
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
        "UPDATE views.order_figures SET units = units + 1 WHERE order_id = ?", "the figures of");
    reports.put(
        "UPDATE views.customer SET spent = spent + 1 WHERE customer_id ="
            + " (SELECT customer_id FROM ordering.orders WHERE id = ?)",
        "the sums of");
    reports.put("DELETE FROM views.order_figures WHERE order_id = ?", "the sums of");
    reports.put(
        "UPDATE views.order_count SET orders = orders + 1 WHERE status ="
            + " (SELECT status FROM views.order_view WHERE order_id = ?)",
        "the sums of");
    reports.put(
        "INSERT INTO ordering.unsent_event"
            + " SELECT position FROM ordering.order_event WHERE order_id = ? LIMIT 1",
        "unsent");
    reports.put(
        "INSERT INTO ordering.dead_letter SELECT gen_random_uuid(), 'order', ?::uuid, 1,"
            + " 'OrderPlaced', 'by hand', 5, now()",
        "parked unexpectedly");

    reports.forEach(
        (sabotage, words) ->
            assertThat(afterSabotage(connection -> Sql.update(connection, sabotage, any())))
                .as(sabotage)
                .anyMatch(violation -> violation.contains(words)));
    assertThat(
            afterSabotage(
                connection ->
                    new SqlEventWriter(connection, new ExpectedEvents("nobody", 0))
                        .placeLike(any(), 1)))
        .anyMatch(violation -> violation.contains("nobody was told"));
    assertThat(invariants.check(new Invariants.Parked(any(), 1)).violations())
        .anyMatch(violation -> violation.contains("not parked"));
    assertThat(invariants.check().violations()).as("with everything rolled back").isEmpty();
  }

  @Test
  void anEventOutOfOrderIsReported() {
    var order = new DeliveryOrderCheck();
    var any = UUID.randomUUID();

    order.heard(any, 1);
    order.heard(any, 3);

    assertThat(order.breaches()).hasSize(1);
  }

  @Test
  void withoutItsPrimaryKeyTheRecordOfAnswersDoesNotPreventDoubles() {
    sql("ALTER TABLE ordering.recorded_answer DROP CONSTRAINT recorded_answer_pkey");
    try {
      var request = CommandRequest.place(ledger.customer(1));

      new ConcurrentClients(graphql())
          .of(32, Collections.nCopies(200, request)).stream()
              .filter(CommandResponse::accepted)
              .forEach(answer -> ledger.accepted(request.key(), answer.order(), answer.version()));

      var findings = invariants.check();
      assertThat(findings.doubled()).isPositive();
      assertThat(findings.violations()).anyMatch(violation -> violation.contains("two records"));
    } finally {
      sql("DELETE FROM ordering.recorded_answer");
      sql("ALTER TABLE ordering.recorded_answer ADD PRIMARY KEY (actor, idempotency_key)");
    }
  }

  /** R13: commands read the order from where it cannot be locked. */
  @Test
  void commandsFailWhereTheyDoNotQueueAtTheirOrder() throws Exception {
    var contention = onOurStack(new ContentionIT());
    sql("ALTER TABLE ordering.orders RENAME TO locked_orders");
    sql(
        """
        CREATE FUNCTION ordering.unlocked_orders() RETURNS SETOF ordering.locked_orders
        LANGUAGE sql VOLATILE ROWS 1 AS 'SELECT * FROM ordering.locked_orders'
        """);
    sql("CREATE VIEW ordering.orders AS SELECT * FROM ordering.unlocked_orders()");
    sql(
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
    sql(
        "CREATE TRIGGER keep INSTEAD OF INSERT OR UPDATE ON ordering.orders"
            + " FOR EACH ROW EXECUTE FUNCTION ordering.keep()");
    try {
      assertThatThrownBy(contention::permitsExactlyOneOfFiftyChangesThatExcludeEachOther)
          .hasMessageContaining("[answers]");
    } finally {
      sql("DROP VIEW ordering.orders");
      sql("DROP FUNCTION ordering.keep");
      sql("DROP FUNCTION ordering.unlocked_orders");
      sql("ALTER TABLE ordering.locked_orders RENAME TO orders");
    }
  }

  @Test
  void messagesThatWereNeverSentAreMissedWithoutTheSweep() throws SQLException {
    try (var sabotage =
        onEachEvent(
            "AFTER INSERT", "DELETE FROM ordering.unsent_event WHERE position = NEW.position;")) {
      accept(20);
      invariants.hold(recovery);
      assertThat(metric("orders_projection_swept")).as("found by the sweep").isPositive();

      try (var connection = stack.database().connect()) {
        RelayBlocker.stopTheSweep(connection);
      }
      accept(20);

      assertThatThrownBy(() -> invariants.hold(recovery)).hasMessageContaining("the view of");
    } finally {
      sql("DELETE FROM views.projection_progress");
    }
  }

  @Test
  void withoutPositionsARepeatedMessageCountsTwice() throws Exception {
    accept(20);
    invariants.hold(recovery);
    sql(
        "ALTER TABLE views.order_history DROP CONSTRAINT order_history_pkey;"
            + " ALTER TABLE views.order_product DROP CONSTRAINT order_product_pkey");
    try (var topic = new EventTopic(stack.broker());
        var connection = stack.database().connect()) {
      var orders =
          ledger.entries().stream()
              .map(ExpectedEvents.Entry::order)
              .distinct()
              .collect(Collectors.toMap(order -> order, order -> 0));
      var events =
          new EventLog().after(connection, orders).values().stream().flatMap(List::stream).toList();

      sql("DELETE FROM views.projection_position; DELETE FROM views.projection_progress");
      topic.send(events);

      time(
          "a history told twice",
          recovery,
          () ->
              invariants.check().violations().stream()
                  .anyMatch(violation -> violation.contains("the history of")));
      time(
          "sums that count it twice",
          recovery,
          () ->
              invariants.check().violations().stream()
                  .anyMatch(violation -> violation.contains("the sums of")));
    } finally {
      sql(
          """
          BEGIN;
          TRUNCATE views.order_history, views.order_product;
          ALTER TABLE views.order_history ADD PRIMARY KEY (order_id, version);
          ALTER TABLE views.order_product ADD PRIMARY KEY (product_id, placed_at, order_id);
          COMMIT
          """);
      makeViewsAgain();
    }
  }

  @Test
  void anEventThatIsNeverParkedIsMissedAmongTheDeadLetters() throws SQLException {
    accept(20);
    UUID order;
    try (var connection = stack.database().connect()) {
      var log = new SqlEventWriter(connection, ledger);
      order = log.placeLike(any(), 1).get(0);
      log.append(order, 2, "OrderTeleported", "{}");
    }

    assertThatThrownBy(() -> invariants.hold(recovery, new Invariants.Parked(order, 2)))
        .hasMessageFindingMatch("not parked|unknown event type OrderTeleported");
    sql("DELETE FROM ordering.order_event WHERE order_id = ? AND version = 2", order);
  }

  @Test
  void acceptedCommandsAreLostWithTheDatabaseWhereCommitsAreNotWrittenThrough() {
    sql("ALTER DATABASE orders SET synchronous_commit = off");
    try {
      int lost = 0;
      for (int kill = 1; kill <= KILLS && lost == 0; kill++) {
        killTheDatabaseUnderLoad();
        lost = invariants.check().lost();
      }

      assertThat(lost).isPositive();
    } finally {
      sql("ALTER DATABASE orders RESET synchronous_commit");
    }
  }

  /** R2: the next in the queue for the relay's lock gets it when the broker fails the relay. */
  @Test
  void viewsLagWhereTheRelayGivesUpWithItsBroker() throws Exception {
    var killed = onOurStack(new KilledProcessesIT());
    try (var successor = stack.database().connect()) {
      var waiting =
          CompletableFuture.runAsync(
              () -> Sql.query(successor, "SELECT pg_advisory_lock(?)", row -> 1, Relay.LOCK));

      assertThatThrownBy(killed::acceptsEveryCommandWhileTheBrokerIsAwayAndLosesNoEvent)
          .hasMessageContaining("a lag under a second");

      assertThat(waiting).isCompleted();
    }
  }

  /** R7: of each order the application can read the newest event only. */
  @Test
  void viewsStayIncompleteWhereGapsCannotBeFilledFromTheLog() throws Exception {
    var delivery = onOurStack(new DeliveryIT());
    sql(
        """
        CREATE FUNCTION ordering.newest(uuid) RETURNS int LANGUAGE sql STABLE
        SET application_name = 'sabotage' AS
        'SELECT coalesce(max(version), 0) FROM ordering.order_event WHERE order_id = $1'
        """);
    sql(
        """
        CREATE POLICY sabotage ON ordering.order_event USING (
          CASE WHEN current_setting('application_name') = 'ordermill'
          THEN version >= ordering.newest(order_id) ELSE true END) WITH CHECK (true)
        """);
    sql(
        "ALTER TABLE ordering.order_event"
            + " ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY");
    try {
      assertThatThrownBy(delivery::bringsEventsIntoOrderThatArriveInAnother)
          .hasMessageContaining("views that show what was there");
    } finally {
      sql(
          "ALTER TABLE ordering.order_event"
              + " DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY");
      sql("DROP POLICY sabotage ON ordering.order_event");
      sql("DROP FUNCTION ordering.newest");
      makeViewsAgain();
    }
  }

  /** R8: a command needs the table of the view, as if it wrote its view itself. */
  @Test
  void commandsStandStillWhereTheyWaitForViews() throws Exception {
    var backlog = onOurStack(new BacklogIT());
    backlog.backlog = 100;
    backlog.measured = Duration.ofSeconds(3);
    try (var sabotage =
        onEachEvent(
            "BEFORE INSERT",
            """
            IF current_setting('application_name') = 'ordermill' THEN
              LOCK TABLE views.order_view IN ROW EXCLUSIVE MODE;
            END IF;
            """)) {

      assertThatThrownBy(backlog::takesCommandsWhileAProjectionStandsStillAndCatchesUpAfterwards)
          .hasMessageContaining("commands accepted while views stand still");
    }
  }

  /** R11: the function that takes the lock is hidden by one that always says yes. */
  @Test
  void eventsAreSentTwiceWhereEveryNodeIsElected() throws Exception {
    var nodes = onOurStack(new TwoNodesIT());
    sql("CREATE SCHEMA sabotage");
    sql(
        "CREATE FUNCTION sabotage.pg_try_advisory_lock(bigint) RETURNS boolean"
            + " LANGUAGE sql AS 'SELECT true'");
    sql("ALTER DATABASE orders SET search_path = sabotage, pg_catalog, public");
    try {
      assertThatThrownBy(nodes::handsTheRelayOverWhenItsNodeIsKilledAndKeepsTheOrder)
          .hasMessageContaining("events sent by two relays at once");
    } finally {
      sql("ALTER DATABASE orders RESET search_path");
      sql("DROP SCHEMA sabotage CASCADE");
    }
  }

  /** R12: what commits below the highest position sent counts as sent. */
  @Test
  void anEventThatCommitsLateIsNeverSentWhereTheRelayGoesOnFromItsLastPosition() throws Exception {
    var delivery = onOurStack(new DeliveryIT());
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

      assertThatThrownBy(delivery::deliversALowerPositionThatIsCommittedAfterHigherOnes)
          .hasMessageContaining("the late one sent");
    }
  }

  /** R16. */
  @Test
  void answersAreCutOffWhereTheServerDoesNotWaitForRequestsUnderWay() throws Exception {
    var stop = onOurStack(new GracefulShutdownIT());
    stop.stop = ApplicationServer::kill;

    assertThatThrownBy(stop::answersEveryRequestInFlightBeforeItStops)
        .hasMessageContaining(CommandResponse.NO_ANSWER);
  }

  /** A fault test as in the suite, with less time to recover. */
  private <T extends ChaosTest> T onOurStack(T test) throws SQLException {
    test.stack = stack;
    test.recovery = recovery;
    test.theStackIsWhole();
    return test;
  }

  private interface Undo extends AutoCloseable {
    @Override
    void close();
  }

  /** Until closed, does something more with each event: at the end of its transaction if after. */
  private Undo onEachEvent(String when, String statements) {
    sql(
        "CREATE FUNCTION ordering.sabotage() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            + statements
            + " RETURN NEW; END $$");
    sql(
        (when.startsWith("AFTER") ? "CREATE CONSTRAINT TRIGGER" : "CREATE TRIGGER")
            + " sabotage "
            + when
            + " ON ordering.order_event"
            + (when.startsWith("AFTER") ? " DEFERRABLE INITIALLY DEFERRED" : "")
            + " FOR EACH ROW EXECUTE FUNCTION ordering.sabotage()");
    return () -> sql("DROP FUNCTION ordering.sabotage() CASCADE");
  }

  /** The sweep makes them from the log. */
  private void makeViewsAgain() {
    sql(
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
    try (var load = load()) {
      awaitAccepted(ledger.size() + 50);
      pass(atRandom(500, 1_500));
      stack.database().kill();
      stack.database().start();
      load.finish();
    }
  }

  private void accept(int commands) {
    try (var load = load()) {
      awaitAccepted(ledger.size() + commands);
      load.finish();
    }
  }

  private UUID any() {
    return ledger.answers().values().iterator().next().order();
  }

  private interface Sabotage {
    void on(Connection connection);
  }

  /** What is reported within a transaction that is rolled back. */
  private List<String> afterSabotage(Sabotage sabotage) {
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
