package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How far one projection has come with each order: the table {@code views.projection_checkpoint}.
 */
final class ProjectionCheckpoints {

  private final String projection;

  ProjectionCheckpoints(String projection) {
    this.projection = projection;
  }

  /** Where one order stands; {@code parked} if an open dead letter holds it. */
  record Position(int version, boolean parked) {}

  /** The positions of some orders; version 0 for those that nothing is known of. */
  Map<UUID, Position> of(Connection connection, Collection<UUID> orders) {
    var positions = new HashMap<UUID, Position>();
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
            positions.put(
                Sql.uuid(row, "aggregate_id"),
                new Position(row.getInt("version"), row.getBoolean("parked"))),
        orders.toArray(UUID[]::new),
        projection,
        projection);
    return positions;
  }

  /**
   * Moves orders from one version to another, before their rows are written: who moves an order has
   * it for this transaction.
   *
   * @param moves by order: the version that was read, and the version to come to
   * @return false if somebody else has moved one of them since it was read
   */
  boolean move(Connection connection, TreeMap<UUID, int[]> moves) {
    return moveKnown(connection, moves) && moveNew(connection, moves);
  }

  private boolean moveKnown(Connection connection, TreeMap<UUID, int[]> moves) {
    var known = moves.entrySet().stream().filter(move -> move.getValue()[0] > 0).toList();
    return known.isEmpty()
        || known.size()
            == Sql.update(
                connection,
                """
                UPDATE views.projection_checkpoint p SET version = m.new
                FROM unnest(?, ?, ?) AS m (aggregate_id, old, new)
                WHERE p.projection = ? AND p.aggregate_id = m.aggregate_id AND p.version = m.old
                """,
                known.stream().map(Map.Entry::getKey).toArray(UUID[]::new),
                known.stream().map(move -> move.getValue()[0]).toArray(Integer[]::new),
                known.stream().map(move -> move.getValue()[1]).toArray(Integer[]::new),
                projection);
  }

  private boolean moveNew(Connection connection, TreeMap<UUID, int[]> moves) {
    var unknown = moves.entrySet().stream().filter(move -> move.getValue()[0] == 0).toList();
    return unknown.isEmpty()
        || unknown.size()
            == Sql.update(
                connection,
                """
                INSERT INTO views.projection_checkpoint (projection, aggregate_id, version)
                SELECT ?, m.aggregate_id, m.new FROM unnest(?, ?) AS m (aggregate_id, new)
                ON CONFLICT DO NOTHING
                """,
                projection,
                unknown.stream().map(Map.Entry::getKey).toArray(UUID[]::new),
                unknown.stream().map(move -> move.getValue()[1]).toArray(Integer[]::new));
  }
}
