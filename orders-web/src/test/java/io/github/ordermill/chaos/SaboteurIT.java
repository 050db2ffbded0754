package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.running.RunningStack;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Switches off, one after the other, what the guarantees rest on, and sees each breach reported: a
 * fault test that cannot fail proves nothing. It has a stack of its own, whose application never
 * parks an event.
 */
class SaboteurIT extends Chaos {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(12);
  private static final int KILLS = 5;

  private static RunningStack own;

  SaboteurIT() {
    super(own());
  }

  private static RunningStack own() {
    if (own == null) {
      own = new RunningStack(RunningStack.fresh("saboteur"));
      own.application().with("ORDERS_PROJECTION_MAX_ATTEMPTS", "1000000");
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
    invariants.hold(RECOVERY);
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
            + " SET document = jsonb_set(document, '{lines,0,quantity}', '9') WHERE order_id = ?",
        "the view of");
    reports.put(
        "DELETE FROM views.order_history WHERE order_id = ? AND version = 1", "the history of");
    reports.put(
        "UPDATE views.order_history SET actor = 'nobody' WHERE order_id = ?", "the history of");
    reports.put(
        "UPDATE ordering.order_event SET published_at = NULL WHERE order_id = ?", "unpublished");
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
                    new LogByHand(connection, new Ledger("nobody", 0)).placeLike(any(), 1)))
        .anyMatch(violation -> violation.contains("nobody was told"));
    assertThat(invariants.check(new Invariants.Parked(any(), 1)).violations())
        .anyMatch(violation -> violation.contains("not parked"));
    assertThat(invariants.check().violations()).as("with everything rolled back").isEmpty();
  }

  @Test
  void anEventOutOfOrderIsReported() {
    var order = new ArrivalOrder();
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

      new Rush(graphql())
          .of(32, Collections.nCopies(200, request)).stream()
              .filter(Answer::accepted)
              .forEach(answer -> ledger.accepted(request.key(), answer.order(), answer.version()));

      var findings = invariants.check();
      assertThat(findings.doubled()).isPositive();
      assertThat(findings.violations()).anyMatch(violation -> violation.contains("two records"));
    } finally {
      sql("DELETE FROM ordering.recorded_answer");
      sql("ALTER TABLE ordering.recorded_answer ADD PRIMARY KEY (actor, idempotency_key)");
    }
  }

  @Test
  void whereVersionsDoNotCollideSeveralWritersOfOneOrderWin() {
    var place = CommandRequest.place(ledger.customer(1));
    var rush = new Rush(graphql());
    var order = rush.of(1, List.of(place)).get(0).order();
    sql("CREATE SEQUENCE ordering.sabotage START 1000");
    sql(
        """
        CREATE FUNCTION ordering.renumber() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN NEW.version := nextval('ordering.sabotage'); RETURN NEW; END $$
        """);
    sql(
        "CREATE TRIGGER sabotage BEFORE INSERT ON ordering.order_event"
            + " FOR EACH ROW EXECUTE FUNCTION ordering.renumber()");
    try {
      var answers =
          rush.of(50, IntStream.range(0, 50).mapToObj(i -> CommandRequest.cancel(order)).toList());

      assertThat(answers.stream().filter(Answer::accepted).count()).isGreaterThan(1);
    } finally {
      sql("DROP FUNCTION ordering.renumber() CASCADE");
      sql("DROP SEQUENCE ordering.sabotage");
    }
  }

  @Test
  void messagesThatWereNeverSentAreMissedWithoutTheSweep() {
    sql(
        """
        CREATE FUNCTION ordering.skip() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN NEW.published_at := clock_timestamp(); RETURN NEW; END $$
        """);
    sql(
        "CREATE TRIGGER sabotage BEFORE INSERT ON ordering.order_event"
            + " FOR EACH ROW EXECUTE FUNCTION ordering.skip()");
    try {
      accept(20);
      invariants.hold(LONG_ENOUGH);
      assertThat(metric("orders_projection_swept")).as("found by the sweep").isPositive();

      sql(
          "INSERT INTO views.projection_progress VALUES ('order', 9e18)"
              + " ON CONFLICT (projection) DO UPDATE SET swept_position = 9e18");
      accept(20);

      assertThatThrownBy(() -> invariants.hold(LONG_ENOUGH)).hasMessageContaining("the view of");
    } finally {
      sql("DROP FUNCTION ordering.skip() CASCADE");
      sql("DELETE FROM views.projection_progress");
    }
  }

  @Test
  void withoutPositionsARepeatedMessageCountsTwice() throws Exception {
    accept(20);
    invariants.hold(RECOVERY);
    sql("ALTER TABLE views.order_history DROP CONSTRAINT order_history_pkey");
    try (var topic = new EventTopic(stack.broker());
        var connection = stack.database().connect()) {
      var orders =
          ledger.entries().stream()
              .map(Ledger.Entry::order)
              .distinct()
              .collect(Collectors.toMap(order -> order, order -> 0));
      var events =
          new EventLog().after(connection, orders).values().stream().flatMap(List::stream).toList();

      sql("DELETE FROM views.projection_position");
      topic.send(events);

      time(
          "a history told twice",
          RECOVERY,
          () ->
              invariants.check().violations().stream()
                  .anyMatch(violation -> violation.contains("the history of")));
    } finally {
      sql(
          """
          BEGIN;
          LOCK TABLE views.order_history;
          DELETE FROM views.order_history h USING views.order_history other
          WHERE h.order_id = other.order_id AND h.version = other.version AND h.ctid > other.ctid;
          ALTER TABLE views.order_history ADD PRIMARY KEY (order_id, version);
          COMMIT
          """);
    }
  }

  @Test
  void anEventThatIsNeverParkedIsMissedAmongTheDeadLetters() throws SQLException {
    accept(20);
    UUID order;
    try (var connection = stack.database().connect()) {
      var log = new LogByHand(connection, ledger);
      order = log.placeLike(any(), 1).get(0);
      log.append(order, 2, "OrderTeleported", "{}");
    }

    assertThatThrownBy(() -> invariants.hold(LONG_ENOUGH, new Invariants.Parked(order, 2)))
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
