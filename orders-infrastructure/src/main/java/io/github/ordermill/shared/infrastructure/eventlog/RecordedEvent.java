package io.github.ordermill.shared.infrastructure.eventlog;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.github.ordermill.shared.infrastructure.json.JsonCodec;
import java.time.Instant;
import java.util.UUID;

/**
 * An event with its row in the log.
 *
 * @param position in the log; positions of one aggregate ascend like its versions
 * @param id of the event, a UUID of version 7
 * @param aggregateType type of the aggregate that it happened to, e.g. {@code Order}
 * @param aggregateId identity of that aggregate
 * @param version of the aggregate after the event, from 1 on
 * @param type e.g. {@code OrderPlaced}
 * @param schemaVersion of the payload, from 1 on
 * @param payload data of the event, the text of a JSON object; unparsed, since most users only pass
 *     it on
 * @param actor user that caused it
 * @param correlationId of the request that caused it
 * @param causationId id of the command that caused it
 */
public record RecordedEvent(
    long position,
    UUID id,
    String aggregateType,
    UUID aggregateId,
    int version,
    String type,
    int schemaVersion,
    String payload,
    String actor,
    String correlationId,
    UUID causationId,
    Instant occurredAt) {

  public EventRef ref() {
    return new EventRef(aggregateId, version);
  }

  /** The complete event as the text of a JSON object: the form in which it is published. */
  public String toJson() {
    return JsonCodec.STANDARD.write(
        new Message(
            position,
            id,
            aggregateType,
            aggregateId,
            version,
            type,
            schemaVersion,
            occurredAt,
            actor,
            correlationId,
            causationId,
            payload));
  }

  private record Message(
      long position,
      UUID eventId,
      String aggregateType,
      UUID aggregateId,
      int version,
      String type,
      int schemaVersion,
      Instant occurredAt,
      String actor,
      String correlationId,
      UUID causationId,
      @JsonRawValue String data) {}
}
