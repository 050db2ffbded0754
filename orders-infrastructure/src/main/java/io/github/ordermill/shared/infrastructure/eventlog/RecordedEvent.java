package io.github.ordermill.shared.infrastructure.eventlog;

import io.github.ordermill.shared.infrastructure.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
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

  /**
   * What the event tells, to be read.
   *
   * @throws JsonException if the payload is no JSON object
   */
  public JsonObject data() {
    return Json.parse(payload);
  }

  /** The event as the text of a JSON object, complete: what is sent. */
  public String toJson() {
    var envelope =
        Json.object()
            .add("position", position)
            .add("eventId", id.toString())
            .add("orderId", orderId.toString())
            .add("version", version)
            .add("type", type)
            .add("schemaVersion", schemaVersion)
            .add("occurredAt", occurredAt.toString())
            .add("actor", actor)
            .add("correlationId", correlationId)
            .add("causationId", causationId.toString())
            .build()
            .toString();
    return envelope.substring(0, envelope.length() - 1) + ",\"data\":" + payload + "}";
  }
}
