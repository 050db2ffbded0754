package io.github.ordermill.operations.application;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that a projection could not apply, parked until somebody decides.
 *
 * @param version of the event; the order's view stands at the one before
 * @param error what went wrong the last time
 * @param attempts how often it was tried
 * @param heldBack later events of the same order that wait behind it
 */
public record DeadLetter(
    UUID id,
    String projection,
    UUID orderId,
    int version,
    String eventType,
    String error,
    int attempts,
    Instant parkedAt,
    int heldBack) {}
