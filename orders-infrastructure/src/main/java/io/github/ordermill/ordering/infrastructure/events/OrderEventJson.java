package io.github.ordermill.ordering.infrastructure.events;

import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.shared.infrastructure.eventlog.EventCodec;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Writes and reads the payloads of the order's events. */
public final class OrderEventJson {

  /** Aggregate type of orders in the event log. */
  public static final String AGGREGATE_TYPE = "Order";

  private static final EventCodec<OrderEvent> CODEC =
      new EventCodec<>(OrderEvent.class, Set.of("order", "version", "at"), Map.of());

  private OrderEventJson() {}

  /** The type under which the log holds the event, for example {@code OrderPlaced}. */
  public static String typeOf(OrderEvent event) {
    return CODEC.typeOf(event);
  }

  /** The schema version of payloads that are written now, from 1 on. */
  public static int schemaVersionOf(String type) {
    return CODEC.schemaVersionOf(type);
  }

  /** The event's payload; order, version and time are columns of the log. */
  public static String write(OrderEvent event) {
    return CODEC.write(event);
  }

  /**
   * The event of a row of the log.
   *
   * @throws IllegalArgumentException if its type or schema version is unknown, or its payload is
   *     not of that type
   */
  public static OrderEvent read(RecordedEvent recorded) {
    return read(
        recorded.type(),
        recorded.schemaVersion(),
        recorded.payload(),
        new OrderId(recorded.aggregateId()),
        recorded.version(),
        recorded.occurredAt());
  }

  /**
   * The event of its parts.
   *
   * @param version of the order after the event
   * @throws IllegalArgumentException as above
   */
  public static OrderEvent read(
      String type, int schemaVersion, String payload, OrderId order, int version, Instant at) {
    return CODEC.read(
        type, schemaVersion, payload, Map.of("order", order, "version", version, "at", at));
  }
}
