package io.github.ordermill.shared.infrastructure.eventlog;

import io.github.ordermill.shared.application.CommandContext;
import io.github.ordermill.shared.domain.UuidV7;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes and reads the table {@code messaging.event_log}, whose rows never change, and {@code
 * messaging.outbox}, which names those that the relay has yet to send.
 */
@ApplicationScoped
public class EventLog {

  private static final String COLUMNS =
      """
      position, event_id, aggregate_type, aggregate_id, version, type, schema_version, payload,
      actor, correlation_id, causation_id, occurred_at
      """;

  @PersistenceContext(unitName = "orders")
  EntityManager entities;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry transactions;

  @Inject Event<Appended> appended;

  private final RecentEvents recent = new RecentEvents();

  /** Something has been appended and committed. */
  public record Appended() {}

  /** A transactional observer instead would be deferred by the container: a quarter of a commit. */
  private final class Announcement implements Synchronization {
    @Override
    public void beforeCompletion() {
      // nothing to do before
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        appended.fire(new Appended());
      }
    }
  }

  /**
   * Appends an event in the transaction of the current command.
   *
   * @return false if the order already has an event of that version; nothing is appended then, and
   *     the transaction is still good
   */
  public boolean append(
      String aggregateType,
      UUID aggregateId,
      int version,
      String type,
      int schemaVersion,
      String payload,
      Instant occurredAt) {
    var context = CommandContext.current();
    int rows =
        Sql.update(
            entities.unwrap(Connection.class),
            """
            WITH appended AS (
              INSERT INTO messaging.event_log (
                event_id, aggregate_type, aggregate_id, version, type, schema_version, payload,
                actor, correlation_id, causation_id, occurred_at)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              ON CONFLICT (aggregate_id, version) DO NOTHING
              RETURNING position)
            INSERT INTO messaging.outbox SELECT position FROM appended
            """,
            UuidV7.at(occurredAt),
            aggregateType,
            aggregateId,
            version,
            type,
            schemaVersion,
            payload,
            context.actor(),
            context.correlationId(),
            context.commandId(),
            occurredAt);
    if (rows == 1) {
      transactions.registerInterposedSynchronization(new Announcement());
    }
    return rows == 1;
  }

  /**
   * What has not been sent yet, lowest position first. A lower position that commits after a higher
   * one is found the next time, since each event is named until it has been sent.
   */
  public List<RecordedEvent> pending(Connection connection, int limit) {
    var events =
        Sql.query(
            connection,
            "SELECT "
                + COLUMNS
                + " FROM messaging.event_log WHERE position = ANY (ARRAY("
                + "SELECT position FROM messaging.outbox ORDER BY position LIMIT ?))"
                + " ORDER BY position",
            EventLog::read,
            limit);
    recent.add(events);
    return events;
  }

  /**
   * The versions of an order beyond one and up to another, if this node has read all of them
   * lately.
   *
   * @return empty where the log has to be asked
   */
  public Optional<List<RecordedEvent>> recent(UUID order, int beyond, int upTo) {
    return recent.between(order, beyond, upTo);
  }

  /** Events have been sent. */
  public void markPublished(Connection connection, Collection<RecordedEvent> events) {
    Sql.update(
        connection,
        "DELETE FROM messaging.outbox WHERE position = ANY (?)",
        (Object) events.stream().map(RecordedEvent::position).toArray(Long[]::new));
  }

  /**
   * What the log holds beyond the given version of each order, in order and without holes.
   *
   * @return an entry per order given, empty where there is nothing more
   */
  public Map<UUID, List<RecordedEvent>> after(
      Connection connection, Map<UUID, Integer> versionByOrder) {
    var orders = versionByOrder.keySet().toArray(UUID[]::new);
    var versions = Arrays.stream(orders).map(versionByOrder::get).toArray(Integer[]::new);
    var events = new HashMap<UUID, List<RecordedEvent>>();
    for (var order : orders) {
      events.put(order, new ArrayList<>());
    }
    Sql.query(
        connection,
        "SELECT "
            + COLUMNS
            + " FROM unnest(?, ?) AS known (known_order, known_version)"
            + " JOIN messaging.event_log ON aggregate_id = known_order AND version > known_version"
            + " ORDER BY aggregate_id, version",
        row -> {
          var event = read(row);
          return events.get(event.aggregateId()).add(event);
        },
        orders,
        versions);
    return events;
  }

  private static RecordedEvent read(ResultSet row) throws SQLException {
    return new RecordedEvent(
        row.getLong("position"),
        Sql.uuid(row, "event_id"),
        row.getString("aggregate_type"),
        Sql.uuid(row, "aggregate_id"),
        row.getInt("version"),
        row.getString("type"),
        row.getInt("schema_version"),
        row.getString("payload"),
        row.getString("actor"),
        row.getString("correlation_id"),
        Sql.uuid(row, "causation_id"),
        Sql.instant(row, "occurred_at"));
  }
}
