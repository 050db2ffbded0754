package io.github.ordermill.ordering.application.fulfilling;

import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * Records that a parcel has arrived, or all that are under way.
 *
 * @param orderId which
 * @param shipment its number within the order, from 1 on; null for every shipment under way
 * @param expectedVersion the version that the client has seen, or null if it does not care
 */
public record RecordDelivery(
    @NotNull @Uuid String orderId,
    @Min(value = 1, message = "must be {value} or more") Integer shipment,
    Integer expectedVersion)
    implements Command {

  OrderId order() {
    return new OrderId(UUID.fromString(orderId));
  }
}
