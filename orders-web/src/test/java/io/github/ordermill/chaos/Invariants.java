package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.launcher.PostgresServer;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.json.JsonCodec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Invariants after any fault: the log contains exactly the events of accepted commands; aggregates
 * agree with the log; each view equals the fold of the log, row by row; the outbox is empty; dead
 * letters are exactly the expected ones.
 */
final class Invariants {

  /** Event that is expected to be parked. */
  record Parked(UUID order, int version) {}

  static final List<String> PROJECTIONS = List.of("figures", "order");

  /** Events that at least one projection has neither applied nor parked. */
  private static final String UNAPPLIED =
      """
      FROM messaging.event_log e
      WHERE e.position > ? AND EXISTS (
        SELECT FROM unnest('{%s}'::text[]) AS each (projection)
        LEFT JOIN views.projection_checkpoint p
          ON p.projection = each.projection AND p.aggregate_id = e.aggregate_id
        WHERE e.version > coalesce(p.version, 0)
        AND NOT EXISTS (
          SELECT FROM messaging.dead_letter d
          WHERE d.projection = each.projection AND d.aggregate_id = e.aggregate_id
          AND d.settled_at IS NULL))
      """
          .formatted(String.join(",", PROJECTIONS));

  private final PostgresServer database;
  private final ExpectedEvents expected;

  Invariants(PostgresServer database, ExpectedEvents expected) {
    this.database = database;
    this.expected = expected;
  }

  /**
   * Waits until the views are complete and asserts all invariants.
   *
   * @param within time limit for the views
   * @return findings without violations, for the table of guarantees
   */
  ChaosFindings assertHold(Duration within, Parked... parked) {
    try {
      Awaitility.await()
          .atMost(within)
          .pollInterval(Duration.ofMillis(200))
          .ignoreExceptions()
          .until(() -> on(this::isComplete));
    } catch (ConditionTimeoutException late) {
      assertThat(check(parked).violations()).as("violations after %s", within).isEmpty();
      throw late;
    }
    var findings = check(parked);
    assertThat(findings.violations()).as("violations").isEmpty();
    return findings;
  }

  /** Age in milliseconds of the oldest event of the test that is not in every view. */
  long lagMillis() {
    return on(
        connection ->
            Sql.query(
                    connection,
                    "SELECT coalesce(1000 * extract(epoch FROM now() - min(e.occurred_at)), 0) "
                        + UNAPPLIED,
                    row -> row.getLong(1),
                    expected.logStart())
                .get(0));
  }

  /** Number of events up to a position that are not in every view. */
  int countUnapplied(long position) {
    return on(
        connection ->
            Sql.query(
                    connection,
                    "SELECT count(*) " + UNAPPLIED + " AND e.position <= ?",
                    row -> row.getInt(1),
                    expected.logStart(),
                    position)
                .get(0));
  }

  /**
   * Whether the views show the log up to a position. The search starts at the end, where missing
   * events normally are; counting all would load the database under test.
   */
  boolean isAppliedUpTo(long position) {
    return on(connection -> isAppliedUpTo(connection, position));
  }

  private boolean isAppliedUpTo(Connection connection, long position) {
    return Sql.query(
            connection,
            "SELECT e.position "
                + UNAPPLIED
                + " AND e.position <= ? ORDER BY e.position DESC LIMIT 1",
            row -> row.getLong(1),
            expected.logStart(),
            position)
        .isEmpty();
  }

  long lastPosition() {
    return on(Invariants::lastPosition);
  }

  static long lastPosition(Connection connection) {
    return Sql.query(
            connection,
            "SELECT coalesce(max(position), 0) FROM messaging.event_log",
            row -> row.getLong(1))
        .get(0);
  }

  ChaosFindings check(Parked... parked) {
    return on(connection -> check(connection, parked));
  }

  /** Checks the invariants within the transaction of a connection. */
  ChaosFindings check(Connection connection, Parked... parked) {
    var violations = new ArrayList<>(expected.conflicts());
    var orders = ordersOfTheTest(connection);
    var log =
        new EventLog()
            .after(
                connection,
                orders.stream().collect(Collectors.toMap(Function.identity(), order -> 0)));

    var logged =
        log.values().stream()
            .flatMap(List::stream)
            .map(event -> new ExpectedEvents.EventKey(event.aggregateId(), event.version()))
            .collect(Collectors.toSet());
    var lost = without(expected.events(), logged);
    lost.forEach(event -> violations.add("accepted but not in the log: " + event));
    var duplicated = without(logged, expected.events());
    duplicated.forEach(event -> violations.add("in the log but not accepted: " + event));

    violations.addAll(idempotencyViolations(connection));
    violations.addAll(orderViolations(connection, log));
    violations.addAll(ViewInvariants.violations(connection, orders, log));
    violations.addAll(ViewInvariants.totalsViolations(connection));
    violations.addAll(outboxViolations(connection));
    violations.addAll(deadLetterViolations(connection, Set.of(parked)));
    return new ChaosFindings(lost.size(), duplicated.size(), violations);
  }

  private Set<UUID> ordersOfTheTest(Connection connection) {
    var orders =
        new HashSet<>(
            Sql.query(
                connection,
                """
                SELECT aggregate_id AS id FROM messaging.event_log WHERE position > ?
                UNION SELECT id FROM ordering.orders WHERE customer_id LIKE ?
                UNION SELECT order_id FROM views.order_view WHERE customer_id LIKE ?
                """,
                row -> Sql.uuid(row, "id"),
                expected.logStart(),
                expected.customerPrefix() + "-%",
                expected.customerPrefix() + "-%"));
    expected.events().forEach(event -> orders.add(event.order()));
    return orders;
  }

  private List<String> idempotencyViolations(Connection connection) {
    var recorded = new HashMap<String, ExpectedEvents.EventKey>();
    var keys = expected.acceptedByKey().keySet().toArray(String[]::new);
    var violations = new ArrayList<String>();
    Sql.query(
        connection,
        "SELECT idempotency_key, result FROM messaging.idempotency_record"
            + " WHERE idempotency_key = ANY (?)",
        row -> {
          var key = row.getString("idempotency_key");
          var answer = JsonCodec.STANDARD.readObject(row.getString("result"));
          var event =
              new ExpectedEvents.EventKey(
                  UUID.fromString(answer.path("id").stringValue()),
                  answer.path("version").intValue());
          if (recorded.put(key, event) != null) {
            violations.add("two records of one idempotency key: " + key);
          }
          return event;
        },
        (Object) keys);
    expected
        .acceptedByKey()
        .forEach(
            (key, event) -> {
              if (!event.equals(recorded.get(key))) {
                violations.add("recorded for " + key + ": " + recorded.get(key) + ", not " + event);
              }
            });
    return violations;
  }

  /** Aggregates against the log: version, number of lines and of notes. */
  private List<String> orderViolations(Connection connection, Map<UUID, List<RecordedEvent>> log) {
    var violations = new ArrayList<String>();
    var actual = new HashMap<UUID, String>();
    Sql.query(
        connection,
        """
        SELECT id, version, jsonb_array_length(lines), notes
        FROM ordering.orders WHERE id = ANY (?)
        """,
        row ->
            actual.put(
                Sql.uuid(row, "id"),
                "version %d, lines %d, notes %d"
                    .formatted(row.getInt(2), row.getInt(3), row.getInt(4))),
        (Object) log.keySet().toArray(UUID[]::new));
    log.forEach(
        (order, events) -> {
          var logged =
              events.isEmpty()
                  ? null
                  : "version %d, lines %d, notes %d"
                      .formatted(
                          events.get(events.size() - 1).version(),
                          linesOf(events.get(0)),
                          FoldedParts.notes(events).size());
          if (!Objects.equals(logged, actual.get(order))) {
            violations.add(
                "aggregate " + order + " is at " + actual.get(order) + "; the log says " + logged);
          }
        });
    return violations;
  }

  private static int linesOf(RecordedEvent placed) {
    return JsonCodec.STANDARD.readObject(placed.payload()).path("lines").size();
  }

  private List<String> outboxViolations(Connection connection) {
    return Sql.query(
        connection,
        "SELECT position FROM messaging.outbox WHERE position > ?",
        row -> "not published: position " + row.getLong(1),
        expected.logStart());
  }

  private static List<String> deadLetterViolations(Connection connection, Set<Parked> expected) {
    var open =
        new HashSet<>(
            Sql.query(
                connection,
                "SELECT aggregate_id, version FROM messaging.dead_letter WHERE settled_at IS NULL",
                row -> new Parked(Sql.uuid(row, "aggregate_id"), row.getInt("version"))));
    var violations = new ArrayList<String>();
    without(open, expected).forEach(parked -> violations.add("parked unexpectedly: " + parked));
    without(expected, open).forEach(parked -> violations.add("not parked: " + parked));
    return violations;
  }

  private boolean isComplete(Connection connection) {
    return outboxViolations(connection).isEmpty() && isAppliedUpTo(connection, Long.MAX_VALUE);
  }

  private <T> T on(Function<Connection, T> query) {
    try (var connection = database.connect()) {
      return query.apply(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> Set<T> without(Collection<T> all, Collection<T> excluded) {
    var difference = new HashSet<>(all);
    difference.removeAll(new HashSet<>(excluded));
    return difference;
  }
}
