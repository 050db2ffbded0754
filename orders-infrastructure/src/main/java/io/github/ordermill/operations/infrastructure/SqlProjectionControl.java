package io.github.ordermill.operations.infrastructure;

import io.github.ordermill.operations.application.DeadLetter;
import io.github.ordermill.operations.application.OperationResult;
import io.github.ordermill.operations.application.ProjectionControl;
import io.github.ordermill.operations.application.ProjectionStatus;
import io.github.ordermill.shared.application.ReadAllowance;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.projection.DeadLetterAdministration;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRegistry;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Administration of projections through this node's runners; changes take effect on all nodes. */
@ApplicationScoped
class SqlProjectionControl implements ProjectionControl {

  private static final String SELECT =
      """
      SELECT d.id, d.projection, d.aggregate_id, d.version, d.event_type, d.error, d.attempts,
        d.parked_at, d.settled_at, d.settled_by, d.settlement, d.reason,
        CASE WHEN d.settled_at IS NULL THEN
          (SELECT count(*) FROM messaging.event_log e
           WHERE e.aggregate_id = d.aggregate_id AND e.version > d.version)
        ELSE 0 END AS held_back
      FROM messaging.dead_letter d
      """;

  private Database database;
  private ProjectionRegistry projections;
  private Clock clock;

  /** For CDI only. */
  protected SqlProjectionControl() {}

  @Inject
  SqlProjectionControl(Database database, ProjectionRegistry projections, Clock clock) {
    this.database = database;
    this.projections = projections;
    this.clock = clock;
  }

  @Override
  public List<ProjectionStatus> projections() {
    var now = clock.instant();
    return projections.all().stream()
        .map(
            runner -> {
              var lag = runner.lagOfReaders();
              return new ProjectionStatus(
                  runner.name(),
                  lag.events() + lag.heldEvents(),
                  (int) Math.min(lag.millisWithHeld(now), Integer.MAX_VALUE),
                  lag.deadLetters());
            })
        .toList();
  }

  @Override
  public List<String> names() {
    return projections.all().stream().map(ProjectionRunner::name).toList();
  }

  @Override
  public List<DeadLetter> deadLetters(String projection, boolean settled, UUID after, int first) {
    var page =
        settled
            ? """
              WHERE d.settled_at IS NOT NULL AND (?::text IS NULL OR d.projection = ?)
              AND (?::uuid IS NULL OR (d.settled_at, d.id)
                < (SELECT settled_at, id FROM messaging.dead_letter WHERE id = ?))
              ORDER BY d.settled_at DESC, d.id DESC LIMIT ?
              """
            : """
              WHERE d.settled_at IS NULL AND (?::text IS NULL OR d.projection = ?)
              AND (?::uuid IS NULL OR d.id > ?)
              ORDER BY d.id LIMIT ?
              """;
    return database.readLatest(
        connection ->
            Sql.query(
                connection,
                SELECT + page,
                SqlProjectionControl::read,
                projection,
                projection,
                after,
                after,
                first));
  }

  @Override
  public int deadLetterCount(String projection, boolean settled) {
    return database.readLatest(
        connection ->
            Sql.query(
                    connection,
                    """
                    SELECT count(*) FROM messaging.dead_letter
                    WHERE (settled_at IS NOT NULL) = ? AND (?::text IS NULL OR projection = ?)
                    """,
                    row -> row.getInt(1),
                    settled,
                    projection,
                    projection)
                .get(0));
  }

  @Override
  public Map<UUID, String> payloads(Set<UUID> deadLetters) {
    var allowance = ReadAllowance.current();
    var payloads = new HashMap<UUID, String>();
    database.readLatest(
        connection -> {
          Sql.portions(
              connection,
              """
              SELECT d.id, e.payload FROM messaging.dead_letter d
              JOIN messaging.event_log e USING (aggregate_id, version)
              WHERE d.id = ANY (?)
              """,
              row -> {
                var payload = row.getString("payload");
                allowance.ifPresent(it -> it.takeBytes(payload.length()));
                payloads.put(Sql.uuid(row, "id"), payload);
                return true;
              },
              (Object) deadLetters.toArray(UUID[]::new));
          return null;
        });
    return payloads;
  }

  @Override
  public OperationResult retry(UUID deadLetter, String actor) {
    return onOpen(
        deadLetter,
        letter -> {
          var runner = projections.runner(letter.projection());
          return switch (runner
              .deadLetters()
              .retry(letter.id(), letter.aggregateId(), letter.version(), actor)) {
            case DONE ->
                new OperationResult(
                    true,
                    "Version "
                        + letter.version()
                        + " was applied; "
                        + letter.heldBack()
                        + " later events follow");
            case FAILED ->
                new OperationResult(
                    false, "Version " + letter.version() + " failed again and stays parked");
            case GONE -> gone(deadLetter);
          };
        });
  }

  @Override
  public OperationResult discard(UUID deadLetter, String actor, String reason) {
    return onOpen(
        deadLetter,
        letter -> {
          var runner = projections.runner(letter.projection());
          var settlement =
              runner
                  .deadLetters()
                  .discard(letter.id(), letter.aggregateId(), letter.version(), actor, reason);
          return settlement == DeadLetterAdministration.Settlement.DONE
              ? new OperationResult(
                  true,
                  "Version " + letter.version() + " was discarded; its view goes on without it")
              : gone(deadLetter);
        });
  }

  private OperationResult onOpen(UUID deadLetter, Function<DeadLetter, OperationResult> operation) {
    var letter = find(deadLetter);
    if (letter.isPresent() && !names().contains(letter.get().projection())) {
      return new OperationResult(
          false, "There is no projection " + letter.get().projection() + " in this version");
    }
    return letter.map(operation).orElseGet(() -> gone(deadLetter));
  }

  private static OperationResult gone(UUID deadLetter) {
    return new OperationResult(
        false, "There is no open dead letter " + deadLetter + "; it may be settled already");
  }

  private Optional<DeadLetter> find(UUID deadLetter) {
    return database
        .readLatest(
            connection ->
                Sql.query(
                    connection,
                    SELECT + "WHERE d.settled_at IS NULL AND d.id = ?",
                    SqlProjectionControl::read,
                    deadLetter))
        .stream()
        .findFirst();
  }

  private static DeadLetter read(ResultSet row) throws SQLException {
    return new DeadLetter(
        Sql.uuid(row, "id"),
        row.getString("projection"),
        Sql.uuid(row, "aggregate_id"),
        row.getInt("version"),
        row.getString("event_type"),
        row.getString("error"),
        row.getInt("attempts"),
        Sql.instant(row, "parked_at"),
        row.getInt("held_back"),
        Sql.instant(row, "settled_at"),
        row.getString("settled_by"),
        row.getString("settlement"),
        row.getString("reason"));
  }
}
