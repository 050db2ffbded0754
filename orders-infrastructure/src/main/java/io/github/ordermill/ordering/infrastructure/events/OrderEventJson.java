package io.github.ordermill.ordering.infrastructure.events;

import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderEvent.OrderShipped;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.ordering.domain.OrderStatus;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.json.Json;
import io.github.ordermill.shared.infrastructure.json.RecordJson;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The order's events to JSON payloads and back. A payload has the event's components under their
 * own names; a component that is renamed, retyped or new therefore needs a new schema version, and
 * a step here that brings older payloads up to it.
 */
public final class OrderEventJson {

  /** What stands beside the payload in the log. */
  private static final List<String> ENVELOPE = List.of("order", "version", "at");

  private static final Map<String, Class<? extends Record>> TYPES =
      Arrays.stream(OrderEvent.class.getPermittedSubclasses())
          .<Class<? extends Record>>map(type -> type.asSubclass(Record.class))
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  /** By type: what makes version 2 of version 1, version 3 of version 2, and so on. */
  private static final Map<String, List<UnaryOperator<JsonObject>>> UPCASTS =
      Map.of(
          // Version 1 knew whole orders only.
          typeOf(OrderShipped.class),
          List.of(json -> with(json, "status", OrderStatus.SHIPPED.name())));

  private OrderEventJson() {}

  /** The event's type, its name for good. */
  public static String typeOf(OrderEvent event) {
    return typeOf(event.getClass());
  }

  private static String typeOf(Class<? extends OrderEvent> type) {
    return type.getSimpleName();
  }

  /** Of every payload of that type written today, from 1 on. */
  public static int schemaVersionOf(String type) {
    return UPCASTS.getOrDefault(type, List.of()).size() + 1;
  }

  /** What the event tells; identity, version and time stand beside it in the log. */
  public static JsonObject write(OrderEvent event) {
    return RecordJson.write((Record) event, ENVELOPE);
  }

  /**
   * The event that stands in the log.
   *
   * @throws IllegalArgumentException if its type or schema version is unknown, or its payload is
   *     not of that type
   */
  public static OrderEvent read(RecordedEvent recorded) {
    return read(
        recorded.type(),
        recorded.schemaVersion(),
        recorded.payload(),
        new OrderId(recorded.orderId()),
        recorded.version(),
        recorded.occurredAt());
  }

  /**
   * The same from its parts.
   *
   * @param version of the order, after the event
   * @throws IllegalArgumentException as above
   */
  public static OrderEvent read(
      String type, int schemaVersion, String payload, OrderId order, int version, Instant at) {
    if (!TYPES.containsKey(type)) {
      throw new IllegalArgumentException("unknown event type " + type);
    }
    if (schemaVersion < 1 || schemaVersion > schemaVersionOf(type)) {
      throw new IllegalArgumentException("unknown schema version " + schemaVersion + " of " + type);
    }
    try {
      var json = upToDate(type, schemaVersion, Json.parse(payload));
      var envelope = Map.<String, Object>of("order", order, "version", version, "at", at);
      return (OrderEvent) RecordJson.read(TYPES.get(type), json, envelope);
    } catch (JsonException e) {
      throw new IllegalArgumentException(
          "not the payload of " + type + ": it is no JSON object", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not the payload of " + type + ": " + e.getMessage(), e);
    }
  }

  private static JsonObject upToDate(String type, int schemaVersion, JsonObject json) {
    var upcasts = UPCASTS.getOrDefault(type, List.of());
    for (var upcast : upcasts.subList(schemaVersion - 1, upcasts.size())) {
      json = upcast.apply(json);
    }
    return json;
  }

  private static JsonObject with(JsonObject json, String name, String value) {
    var more = Json.object();
    json.forEach(more::add);
    return more.add(name, value).build();
  }
}
