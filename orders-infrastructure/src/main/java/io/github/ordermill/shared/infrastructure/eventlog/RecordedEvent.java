package io.github.ordermill.shared.infrastructure.eventlog;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.github.ordermill.shared.infrastructure.json.JsonCodec;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as the log has it.
 *
 * @param position in the log; positions of one order ascend like its versions
 * @param id of the event, a UUID of version 7
 * @param orderId what it happened to
 * @param version of the order after it
 * @param type e.g. {@code OrderPlaced}
 * @param schemaVersion of the payload, from 1 on
 * @param payload what the event tells: the text of a JSON object, kept as it is, since most who
 *     handle an event only pass it on
 * @param actor who caused it
 * @param correlationId of the request that caused it
 * @param causationId of the command that caused it
 */
public record RecordedEvent(
    long position,
    UUID id,
    UUID orderId,
    int version,
    String type,
    int schemaVersion,
    String payload,
    String actor,
    String correlationId,
    UUID causationId,
    Instant occurredAt) {

  /** The event's name. */
  public EventRef ref() {
    return new EventRef(orderId, version);
  }

  /** The event as the text of a JSON object, complete: what is sent. */
  public String toJson() {
    return JsonCodec.STANDARD.write(
        new Message(
            position,
            id,
            orderId,
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
      UUID orderId,
      int version,
      String type,
      int schemaVersion,
      Instant occurredAt,
      String actor,
      String correlationId,
      UUID causationId,
      @JsonRawValue String data) {}
}
