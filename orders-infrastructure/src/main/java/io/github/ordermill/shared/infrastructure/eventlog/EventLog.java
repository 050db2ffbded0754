package io.github.ordermill.shared.infrastructure.eventlog;

import io.github.ordermill.shared.application.CommandContext;
import io.github.ordermill.shared.domain.UuidV7;
import io.github.ordermill.shared.infrastructure.database.Announcement;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The event log, the table {@code messaging.event_log}, whose rows never change, and the outbox,
 * {@code messaging.outbox}, with the positions of the events that the relay has not published yet.
 */
@ApplicationScoped
public class EventLog {

  /**
   * Characters of the payloads that are read at once. An event has up to a million, so that the
   * largest number of events that is read at once would not fit into the heap.
   */
  private static final long MAX_CHARACTERS = 4_000_000;

  private static final String COLUMNS =
      """
      position, event_id, aggregate_type, aggregate_id, version, type, schema_version, payload,
      actor, correlation_id, causation_id, occurred_at
      """;

  private static final Announcement APPENDING = new Announcement(1);

  private static final String NOW_MILLIS =
      "floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

  /** Announces the time before it takes it, from a clock that all nodes share. */
  private static final String APPEND =
      """
      WITH announced AS MATERIALIZED (SELECT %s),
      appended AS (
        INSERT INTO messaging.event_log (
          event_id, aggregate_type, aggregate_id, version, type, schema_version, payload,
          actor, correlation_id, causation_id, occurred_at)
        SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp() FROM announced
        ON CONFLICT (aggregate_id, version) DO NOTHING
        RETURNING position)
      INSERT INTO messaging.outbox SELECT position FROM appended
      """
          .formatted(APPENDING.sql(NOW_MILLIS));

  @PersistenceContext(unitName = "orders")
  EntityManager entities;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry transactions;

  private final RecentEvents recent = new RecentEvents();
  private Event<Appended> appended;

  /** For CDI, and for reading the log outside of a container. */
  public EventLog() {}

  @Inject
  EventLog(Event<Appended> appended) {
    this.appended = appended;
  }

  /** Fired after the commit of a transaction that has appended an event. */
  public record Appended() {}

  /** A transactional observer would do, but the container defers it by a quarter of a commit. */
  private final class AfterCommit implements Synchronization {
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
   * Appends an event to log and outbox, in the transaction of the current command. The event is
   * recorded with the time of the database, so that no event is older than {@link #completeTo}.
   *
   * @param aggregateType e.g. {@code Order}
   * @param version of the aggregate after the event, from 1 on
   * @param type e.g. {@code OrderPlaced}
   * @param schemaVersion of the payload, from 1 on
   * @param decidedAt time of the command by the clock of this node, which goes into the event's id
   * @return false if the aggregate already has an event of that version; then nothing is appended,
   *     and the transaction can still commit
   */
  public boolean append(
      String aggregateType,
      UUID aggregateId,
      int version,
      String type,
      int schemaVersion,
      String payload,
      Instant decidedAt) {
    var context = CommandContext.current();
    boolean appended =
        append(
            entities.unwrap(Connection.class),
            UuidV7.at(decidedAt),
            aggregateType,
            aggregateId,
            version,
            type,
            schemaVersion,
            payload,
            context.actor(),
            context.correlationId(),
            context.commandId());
    if (appended) {
      transactions.registerInterposedSynchronization(new AfterCommit());
    }
    return appended;
  }

  /**
   * Appends an event.
   *
   * @param columns those of the log after the position, without the time
   */
  static boolean append(Connection connection, Object... columns) {
    return Sql.update(connection, APPEND, columns) == 1;
  }

  /**
   * The time up to which the log is complete: no event with an earlier time will be committed after
   * this call. It is the present time of the database, or that of the oldest append whose
   * transaction is still running.
   */
  public static Instant completeTo(Connection connection) {
    long now = Sql.query(connection, "SELECT " + NOW_MILLIS, row -> row.getLong(1)).get(0);
    return Instant.ofEpochMilli(APPENDING.lowest(connection, now));
  }

  /**
   * Events in the outbox, lowest position first, as many as are within {@link #MAX_CHARACTERS}. An
   * event that commits after one of a higher position is found by the next call, since events stay
   * in the outbox until they are published.
   *
   * @param connection in a transaction
   */
  public List<RecordedEvent> pending(Connection connection, int limit) {
    var events = new ArrayList<RecordedEvent>();
    Sql.portions(
        connection,
        "SELECT "
            + COLUMNS
            + " FROM messaging.event_log WHERE position = ANY (ARRAY("
            + "SELECT position FROM messaging.outbox ORDER BY position LIMIT ?))"
            + " ORDER BY position",
        upToMaxCharacters(events::add),
        limit);
    recent.add(events);
    return events;
  }

  /** Whether the outbox may have events after those that {@link #pending} has read. */
  public boolean mayHaveMore(Collection<RecordedEvent> pending, int limit) {
    return pending.size() == limit
        || pending.stream().mapToLong(event -> event.payload().length()).sum() >= MAX_CHARACTERS;
  }

  /** Reads events until they have {@link #MAX_CHARACTERS} together, at least one. */
  private static Sql.RowReader<Boolean> upToMaxCharacters(Consumer<RecordedEvent> events) {
    var characters = new AtomicLong();
    return row -> {
      var event = read(row);
      events.accept(event);
      return characters.addAndGet(event.payload().length()) < MAX_CHARACTERS;
    };
  }

  /** Number of events that wait for publication. */
  public long countPending(Connection connection) {
    return Sql.query(connection, "SELECT count(*) FROM messaging.outbox", row -> row.getLong(1))
        .get(0);
  }

  /** Removes published events from the outbox. */
  public void markPublished(Connection connection, Collection<RecordedEvent> events) {
    Sql.update(
        connection,
        "DELETE FROM messaging.outbox WHERE position = ANY (?)",
        (Object) events.stream().map(RecordedEvent::position).toArray(Long[]::new));
  }

  /**
   * Events of one aggregate from memory: those that this node has read lately.
   *
   * @param after version before the first event
   * @param upTo version of the last event
   * @return empty unless all of them are in memory
   */
  public Optional<List<RecordedEvent>> recent(UUID aggregateId, int after, int upTo) {
    return recent.between(aggregateId, after, upTo);
  }

  /**
   * Events of each aggregate after a version, in order and without gaps, as many as are within
   * {@link #MAX_CHARACTERS}: further ones are read by a later call.
   *
   * @param connection in a transaction
   * @return an entry for each of the given aggregates, with an empty list if there are none
   */
  public Map<UUID, List<RecordedEvent>> after(
      Connection connection, Map<UUID, Integer> versionByAggregate) {
    var ids = versionByAggregate.keySet().toArray(UUID[]::new);
    var versions = Arrays.stream(ids).map(versionByAggregate::get).toArray(Integer[]::new);
    var events = new HashMap<UUID, List<RecordedEvent>>();
    for (var id : ids) {
      events.put(id, new ArrayList<>());
    }
    Sql.portions(
        connection,
        "SELECT "
            + COLUMNS
            + " FROM unnest(?, ?) AS known (known_id, known_version)"
            + " JOIN messaging.event_log ON aggregate_id = known_id AND version > known_version"
            + " ORDER BY aggregate_id, version",
        upToMaxCharacters(event -> events.get(event.aggregateId()).add(event)),
        ids,
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
