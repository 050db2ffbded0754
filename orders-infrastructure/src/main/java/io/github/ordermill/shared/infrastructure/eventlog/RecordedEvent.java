package io.github.ordermill.shared.infrastructure.eventlog;

import io.github.ordermill.shared.infrastructure.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.time.DateTimeException;
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

  /**
   * What the event tells, to be read.
   *
   * @throws JsonException if the payload is no JSON object
   */
  public JsonObject data() {
    return Json.parse(payload);
  }

  /** The event as text, complete; {@link #fromJson} reads it. */
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

  /**
   * The event that {@code text} is.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static RecordedEvent fromJson(String text) {
    try {
      var json = Json.parse(text);
      return new RecordedEvent(
          json.getJsonNumber("position").longValueExact(),
          UUID.fromString(json.getString("eventId")),
          UUID.fromString(json.getString("orderId")),
          json.getJsonNumber("version").intValueExact(),
          json.getString("type"),
          json.getJsonNumber("schemaVersion").intValueExact(),
          json.getJsonObject("data").toString(),
          json.getString("actor"),
          json.getString("correlationId"),
          UUID.fromString(json.getString("causationId")),
          Instant.parse(json.getString("occurredAt")));
    } catch (JsonException
        | NullPointerException
        | ClassCastException
        | ArithmeticException
        | DateTimeException e) {
      throw new IllegalArgumentException("not an event: " + e.getMessage(), e);
    }
  }
}
