package io.github.ordermill.shared.infrastructure.eventlog;

import io.github.ordermill.shared.domain.UuidV7;
import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Events of any aggregate type as rows of the event log. */
public final class LogFixtures {

  private LogFixtures() {}

  /**
   * Appends an event of schema version 1 to the log, as if it were published.
   *
   * @param aggregateType e.g. {@code Order}
   * @param version of the aggregate after the event, from 1 on
   * @param type e.g. {@code OrderPlaced}
   * @param payload text of a JSON object
   */
  public static RecordedEvent record(
      Connection connection,
      String aggregateType,
      UUID aggregateId,
      int version,
      String type,
      String payload,
      Instant at) {
    return record(
        connection,
        recorded(0, UuidV7.at(at), aggregateType, aggregateId, version, type, 1, payload, at));
  }

  /**
   * Appends an event to the log, as if it were published.
   *
   * @param event its position is ignored
   * @return the event with its position
   */
  public static RecordedEvent record(Connection connection, RecordedEvent event) {
    long position =
        Sql.query(
                connection,
                """
                INSERT INTO messaging.event_log (
                  event_id, aggregate_type, aggregate_id, version, type, schema_version, payload,
                  actor, correlation_id, causation_id, occurred_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING position
                """,
                row -> row.getLong(1),
                row(event))
            .get(0);
    return new RecordedEvent(
        position,
        event.id(),
        event.aggregateType(),
        event.aggregateId(),
        event.version(),
        event.type(),
        event.schemaVersion(),
        event.payload(),
        event.actor(),
        event.correlationId(),
        event.causationId(),
        event.occurredAt());
  }

  /**
   * Appends an event to log and outbox as the application does, in the transaction of a command.
   *
   * @param event its position and its time are ignored
   */
  public static void append(Connection command, RecordedEvent event) {
    EventLog.append(command, Arrays.copyOf(row(event), row(event).length - 1));
  }

  /** Appends events to the log, except those that it has. */
  public static void recordAll(Connection connection, List<RecordedEvent> events) {
    Sql.batch(
        connection,
        """
        INSERT INTO messaging.event_log (
          event_id, aggregate_type, aggregate_id, version, type, schema_version, payload,
          actor, correlation_id, causation_id, occurred_at)
        SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?::jsonb[], ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        events.stream().map(LogFixtures::row).toList());
  }

  /** An event of a test's command, as the row of the log at that position. */
  public static RecordedEvent recorded(
      long position,
      UUID id,
      String aggregateType,
      UUID aggregateId,
      int version,
      String type,
      int schemaVersion,
      String payload,
      Instant at) {
    return new RecordedEvent(
        position,
        id,
        aggregateType,
        aggregateId,
        version,
        type,
        schemaVersion,
        payload,
        "tester",
        "correlation-1",
        UUID.randomUUID(),
        at);
  }

  private static Object[] row(RecordedEvent event) {
    return new Object[] {
      event.id(),
      event.aggregateType(),
      event.aggregateId(),
      event.version(),
      event.type(),
      event.schemaVersion(),
      event.payload(),
      event.actor(),
      event.correlationId(),
      event.causationId(),
      event.occurredAt()
    };
  }
}
