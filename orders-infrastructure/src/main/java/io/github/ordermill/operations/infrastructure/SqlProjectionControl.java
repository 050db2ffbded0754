package io.github.ordermill.operations.infrastructure;

import io.github.ordermill.operations.application.DeadLetter;
import io.github.ordermill.operations.application.OperationResult;
import io.github.ordermill.operations.application.ProjectionControl;
import io.github.ordermill.operations.application.ProjectionStatus;
import io.github.ordermill.shared.infrastructure.database.Database;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.projection.DeadLetterAdministration;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Administration of projections through this node's runners; changes take effect on all nodes. */
@ApplicationScoped
class SqlProjectionControl implements ProjectionControl {

  private static final String OPEN =
      """
      SELECT d.id, d.projection, d.aggregate_id, d.version, d.event_type, d.error, d.attempts,
        d.parked_at,
        (SELECT count(*) FROM messaging.event_log e
         WHERE e.aggregate_id = d.aggregate_id AND e.version > d.version) AS held_back
      FROM messaging.dead_letter d WHERE d.settled_at IS NULL
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
              var lag = runner.lag();
              return new ProjectionStatus(
                  runner.name(),
                  lag.events() + lag.heldEvents(),
                  (int) Math.min(lag.millisWithHeld(now), Integer.MAX_VALUE),
                  lag.deadLetters());
            })
        .toList();
  }

  @Override
  public List<DeadLetter> deadLetters(String projection, UUID after, int first) {
    return database.inTransaction(
        connection ->
            Sql.query(
                connection,
                OPEN
                    + """
                    AND (?::text IS NULL OR d.projection = ?)
                    AND d.id > ?
                    ORDER BY d.id LIMIT ?
                    """,
                SqlProjectionControl::read,
                projection,
                projection,
                after == null ? new UUID(0, 0) : after,
                first));
  }

  @Override
  public int deadLetterCount(String projection) {
    return database.inTransaction(
        connection ->
            Sql.query(
                    connection,
                    """
                    SELECT count(*) FROM messaging.dead_letter
                    WHERE settled_at IS NULL AND (?::text IS NULL OR projection = ?)
                    """,
                    row -> row.getInt(1),
                    projection,
                    projection)
                .get(0));
  }

  @Override
  public OperationResult retry(UUID deadLetter) {
    return onOpen(
        deadLetter,
        letter -> {
          var runner = projections.runner(letter.projection());
          return switch (runner
              .deadLetters()
              .retry(letter.id(), letter.aggregateId(), letter.version())) {
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
  public OperationResult discard(UUID deadLetter, String reason) {
    return onOpen(
        deadLetter,
        letter -> {
          var runner = projections.runner(letter.projection());
          var settlement =
              runner
                  .deadLetters()
                  .discard(letter.id(), letter.aggregateId(), letter.version(), reason);
          return settlement == DeadLetterAdministration.Settlement.DONE
              ? new OperationResult(
                  true,
                  "Version " + letter.version() + " was discarded; its view goes on without it")
              : gone(deadLetter);
        });
  }

  private OperationResult onOpen(UUID deadLetter, Function<DeadLetter, OperationResult> operation) {
    return find(deadLetter).map(operation).orElseGet(() -> gone(deadLetter));
  }

  private static OperationResult gone(UUID deadLetter) {
    return new OperationResult(
        false, "There is no open dead letter " + deadLetter + "; it may be settled already");
  }

  private Optional<DeadLetter> find(UUID deadLetter) {
    return database
        .inTransaction(
            connection ->
                Sql.query(
                    connection, OPEN + " AND d.id = ?", SqlProjectionControl::read, deadLetter))
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
        row.getInt("held_back"));
  }
}
