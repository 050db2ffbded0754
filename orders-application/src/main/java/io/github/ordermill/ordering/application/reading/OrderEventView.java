package io.github.ordermill.ordering.application.reading;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/**
 * An event in the audit trail of an order.
 *
 * @param version version of the order after the event
 * @param type e.g. {@code OrderPlaced}
 * @param actor the caller whose command caused the event
 * @param correlationId correlation id of the request that caused the event
 * @param payloadBytes size of the payload in UTF-8
 * @param payload a JSON object; null if it was not read with the event
 */
@Description("An event of an order. Events never change.")
@Type("OrderEvent")
public record OrderEventView(
    @Description("The event's UUID") @Id @NonNull UUID id,
    @Description("The order's UUID") @Id @NonNull UUID orderId,
    @Description("The order's version after this event") int version,
    @Description("OrderPlaced, OrderShipped, OrderCancelled …") @NonNull String type,
    @Description("When it happened") @NonNull Instant occurredAt,
    @Description("Who caused it") @NonNull String actor,
    @Description("The id of the request, on every effect of it") @NonNull String correlationId,
    @Ignore int payloadBytes,
    @Ignore String payload) {

  /** The order as of the event. */
  public OrderVersion orderVersion() {
    return new OrderVersion(orderId, version);
  }
}
