package io.github.ordermill.operations.application;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * An event that a projection could not apply, parked until an operator retries or discards it.
 *
 * @param version version of the event; the view remains at the version before it
 * @param error error of the last attempt
 * @param attempts number of attempts
 * @param heldBack number of later events of the same order that wait for it
 */
@Description("An event that a projection could not apply, parked until somebody decides.")
public record DeadLetter(
    @Description("Its identity") @Id @NonNull UUID id,
    @Description("The projection that could not apply it") @Id @NonNull String projection,
    @Description("The order that it happened to") @Id @NonNull UUID orderId,
    @Description("The event's version; the order's view stands still at the one before")
        int version,
    @Description("The event's type, e.g. OrderShipped") @NonNull String eventType,
    @Description("What went wrong the last time") @NonNull String error,
    @Description("How often it was tried") int attempts,
    @Description("When it was parked") @NonNull Instant parkedAt,
    @Description("Later events of the same order that wait behind it") int heldBack) {}
