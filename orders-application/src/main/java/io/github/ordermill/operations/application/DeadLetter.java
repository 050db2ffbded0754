package io.github.ordermill.operations.application;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * An event that a projection could not apply, parked until an operator retries or discards it.
 *
 * @param aggregateId identity of the aggregate that it happened to; the API, whose only aggregates
 *     are orders, names it {@code orderId}
 * @param version version of the event; the view remains at the version before it
 * @param error error of the last attempt
 * @param attempts number of attempts
 * @param heldBack number of later events of the same aggregate, which wait in the log; 0 once it is
 *     settled
 * @param settledAt null while it is open, like the components after it
 * @param settledBy null also if it was settled before this was recorded
 * @param settlement {@code RETRIED} or {@code DISCARDED}
 * @param reason why it was discarded; null if it was retried
 */
@Description(
    "An event that a projection could not apply, parked until an operator "
        + "retries or discards it.")
public record DeadLetter(
    @Description("The dead letter's UUID") @Id @NonNull UUID id,
    @Description("The projection that could not apply it") @Id @NonNull String projection,
    @Name("orderId") @Description("The order's UUID") @Id @NonNull UUID aggregateId,
    @Description("The event's version; the order's view stays at the version before") int version,
    @Description("The event's type, e.g. OrderShipped") @NonNull String eventType,
    @Description(
            "What happened at the last attempt, in a sentence, and the reference of the log record"
                + " with the details")
        @NonNull
        String error,
    @Description("Number of attempts") int attempts,
    @Description("When it was parked") @NonNull Instant parkedAt,
    @Description("Later events of the same order that wait for this one") int heldBack,
    @Description("When it was retried or discarded; null while it is open") Instant settledAt,
    @Description("Who retried or discarded it") String settledBy,
    @Description("RETRIED or DISCARDED; null while it is open") String settlement,
    @Description("Why it was discarded") String reason) {}
