package io.github.ordermill.ordering.application.reading;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/**
 * One event in an order's history.
 *
 * @param version the order's, after the event
 * @param type e.g. {@code OrderPlaced}
 * @param actor who caused it
 * @param correlationId of the request that caused it
 * @param data what the event tells, a JSON object
 */
@Description("A fact in the life of an order. Events never change.")
@Type("OrderEvent")
public record OrderEventView(
    @Description("The event's UUID") @Id @NonNull UUID id,
    @Description("The order that it happened to") @Id @NonNull UUID orderId,
    @Description("The order's version after this event") int version,
    @Description("OrderPlaced, OrderShipped, OrderCancelled …") @NonNull String type,
    @Description("When it happened") @NonNull Instant occurredAt,
    @Description("Who caused it") @NonNull String actor,
    @Description("One id from the request through every effect of it") @NonNull
        String correlationId,
    @Ignore String data) {}
