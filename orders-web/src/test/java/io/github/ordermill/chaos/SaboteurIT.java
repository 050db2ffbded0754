package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Violates each invariant, or disables what protects it, and asserts that the violation is
 * reported.
 */
class SaboteurIT extends SaboteurTest {

  private static final int KILLS = 5;

  @Test
  void reportsEveryViolatedInvariant() throws SQLException {
    acceptCommands(40);
    invariants.assertHold(recoveryTimeout);
    var reports = new LinkedHashMap<String, String>();
    reports.put(
        "DELETE FROM messaging.event_log WHERE aggregate_id = ? AND version = 1",
        "accepted but not in the log");
    reports.put("UPDATE ordering.orders SET version = 7 WHERE id = ?", "aggregate ");
    reports.put("UPDATE ordering.orders SET lines = lines - 1 WHERE id = ?", "aggregate ");
    reports.put(
        "DELETE FROM messaging.idempotency_record WHERE result ->> 'id' = ?::text", "recorded for");
    reports.put("DELETE FROM views.order_view WHERE order_id = ?", "the view of");
    reports.put("UPDATE views.order_view SET total = total + 1 WHERE order_id = ?", "the view of");
    reports.put(
        "UPDATE views.order_view SET updated_at = now() + interval '1 s' WHERE order_id = ?",
        "the view of");
    reports.put(
        "UPDATE views.order_view"
            + " SET quantities = jsonb_set(quantities::jsonb, '{0}', '9')::json WHERE order_id = ?",
        "the view of");
    reports.put(
        "UPDATE views.order_view SET note_bytes = note_bytes + 1 WHERE order_id = ?",
        "the view of");
    reports.put(
        "INSERT INTO views.order_note VALUES (?, 1, 'Rings twice', 'by hand', now())",
        "the notes of");
    reports.put(
        "INSERT INTO views.order_shipment VALUES (?, 999, 1, 'DHL', '1Z', '[1,1]', now())",
        "the shipments of");
    reports.put(
        "DELETE FROM views.order_history WHERE order_id = ? AND version = 1", "the history of");
    reports.put(
        "UPDATE views.order_history SET actor = 'nobody' WHERE order_id = ?", "the history of");
    reports.put(
        "UPDATE views.order_contribution SET units = units + 1 WHERE order_id = ?",
        "the contribution of");
    reports.put(
        "UPDATE views.customer SET spent = spent + 1 WHERE customer_id ="
            + " (SELECT customer_id FROM ordering.orders WHERE id = ?)",
        "the totals of");
    reports.put("DELETE FROM views.order_contribution WHERE order_id = ?", "the totals of");
    reports.put(
        "UPDATE views.order_count SET orders = orders + 1 WHERE status ="
            + " (SELECT status FROM views.order_view WHERE order_id = ?)",
        "the totals of");
    reports.put(
        "INSERT INTO messaging.outbox"
            + " SELECT position FROM messaging.event_log WHERE aggregate_id = ? LIMIT 1",
        "not published");
    reports.put(
        "INSERT INTO messaging.dead_letter SELECT gen_random_uuid(), 'order', ?::uuid, 1,"
            + " 'OrderPlaced', 'by hand', 5, now()",
        "parked unexpectedly");

    reports.forEach(
        (sabotage, report) ->
            assertThat(
                    violationsAfter(
                        connection -> Sql.update(connection, sabotage, anyAcceptedOrder())))
                .as(sabotage)
                .anyMatch(violation -> violation.contains(report)));
    assertThat(
            violationsAfter(
                connection ->
                    new SqlEventWriter(connection, new ExpectedEvents("other", 0))
                        .copyPlacedOrder(anyAcceptedOrder(), 1)))
        .anyMatch(violation -> violation.contains("in the log but not accepted"));
    assertThat(invariants.check(new Invariants.Parked(anyAcceptedOrder(), 1)).violations())
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
    executeSql("ALTER TABLE messaging.idempotency_record DROP CONSTRAINT idempotency_record_pkey");
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
      executeSql("DELETE FROM messaging.idempotency_record");
      executeSql(
          "ALTER TABLE messaging.idempotency_record ADD PRIMARY KEY (actor, idempotency_key)");
    }
  }

  @Test
  void reportsUnpublishedEventsWithoutTheMissedEventScan() throws SQLException {
    try (var sabotage =
        onEachEvent(
            "AFTER INSERT", "DELETE FROM messaging.outbox WHERE position = NEW.position;")) {
      acceptCommands(20);
      invariants.assertHold(recoveryTimeout);
      assertThat(metric("orders_projection_swept_total"))
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

      executeSql(
          "DELETE FROM views.projection_checkpoint; DELETE FROM views.projection_progress;"
              + " TRUNCATE views.order_view, views.order_note, views.order_shipment");
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
      order = log.copyPlacedOrder(anyAcceptedOrder(), 1).get(0);
      log.append(order, 2, "OrderTeleported", "{}");
    }

    assertThatThrownBy(
            () -> invariants.assertHold(recoveryTimeout, new Invariants.Parked(order, 2)))
        .hasMessageFindingMatch("not parked|unknown event type OrderTeleported");
    executeSql("DELETE FROM messaging.event_log WHERE aggregate_id = ? AND version = 2", order);
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
