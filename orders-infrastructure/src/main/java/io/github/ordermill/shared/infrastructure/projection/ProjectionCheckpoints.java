package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/**
 * Checkpoints of one projection in {@code views.projection_checkpoint}: the version of each
 * aggregate up to which events are applied.
 */
final class ProjectionCheckpoints {

  private final String projection;

  ProjectionCheckpoints(String projection) {
    this.projection = projection;
  }

  /**
   * Checkpoint of one aggregate.
   *
   * @param version 0 before its first event
   * @param parked whether the aggregate has an open dead letter
   */
  record Checkpoint(int version, boolean parked) {}

  /**
   * Move of one aggregate's checkpoint.
   *
   * @param from the version that was read
   * @param to the version to write
   */
  record Move(int from, int to) {}

  /** Checkpoints of the given aggregates. */
  Map<UUID, Checkpoint> of(Connection connection, Collection<UUID> aggregateIds) {
    var checkpoints = new HashMap<UUID, Checkpoint>();
    Sql.query(
        connection,
        """
        SELECT wanted.aggregate_id, coalesce(p.version, 0) AS version, d.id IS NOT NULL AS parked
        FROM unnest(?) AS wanted (aggregate_id)
        LEFT JOIN views.projection_checkpoint p
          ON p.projection = ? AND p.aggregate_id = wanted.aggregate_id
        LEFT JOIN messaging.dead_letter d
          ON d.projection = ? AND d.aggregate_id = wanted.aggregate_id AND d.settled_at IS NULL
        """,
        row ->
            checkpoints.put(
                Sql.uuid(row, "aggregate_id"),
                new Checkpoint(row.getInt("version"), row.getBoolean("parked"))),
        aggregateIds.toArray(UUID[]::new),
        projection,
        projection);
    return checkpoints;
  }

  /**
   * Moves checkpoints before the rows of their views are written, which locks the aggregates for
   * this transaction.
   *
   * @param moves by aggregate id, in the order in which rows are locked
   * @return false if another transaction has moved one of them since it was read
   */
  boolean move(Connection connection, SortedMap<UUID, Move> moves) {
    var existing = moves.entrySet().stream().filter(move -> move.getValue().from > 0).toList();
    var first = moves.entrySet().stream().filter(move -> move.getValue().from == 0).toList();
    return update(connection, existing) && insert(connection, first);
  }

  private boolean update(Connection connection, List<Map.Entry<UUID, Move>> moves) {
    return moves.isEmpty()
        || moves.size()
            == Sql.update(
                connection,
                """
                UPDATE views.projection_checkpoint p SET version = m.new
                FROM unnest(?, ?, ?) AS m (aggregate_id, old, new)
                WHERE p.projection = ? AND p.aggregate_id = m.aggregate_id AND p.version = m.old
                """,
                moves.stream().map(Map.Entry::getKey).toArray(UUID[]::new),
                moves.stream().map(move -> move.getValue().from).toArray(Integer[]::new),
                moves.stream().map(move -> move.getValue().to).toArray(Integer[]::new),
                projection);
  }

  private boolean insert(Connection connection, List<Map.Entry<UUID, Move>> moves) {
    return moves.isEmpty()
        || moves.size()
            == Sql.update(
                connection,
                """
                INSERT INTO views.projection_checkpoint (projection, aggregate_id, version)
                SELECT ?, m.aggregate_id, m.new FROM unnest(?, ?) AS m (aggregate_id, new)
                ON CONFLICT DO NOTHING
                """,
                projection,
                moves.stream().map(Map.Entry::getKey).toArray(UUID[]::new),
                moves.stream().map(move -> move.getValue().to).toArray(Integer[]::new));
  }
}
