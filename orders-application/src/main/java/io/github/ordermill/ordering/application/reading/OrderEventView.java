package io.github.ordermill.ordering.application.reading;

import java.time.Instant;
import java.util.UUID;

/**
 * One event in an order's history.
 *
 * @param version the order's, after the event
 * @param type e.g. {@code OrderPlaced}
 * @param actor who caused it
 * @param correlationId of the request that caused it
 * @param data what the event tells, a JSON object
 */
public record OrderEventView(
    UUID id,
    UUID orderId,
    int version,
    String type,
    Instant occurredAt,
    String actor,
    String correlationId,
    String data) {}
