package io.github.ordermill.ordering.application.fulfilling;

import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;

/**
 * Records the delivery of one shipment of an order, or of all in transit.
 *
 * @param orderId UUID of the order
 * @param shipment number of the shipment within the order, from 1 on; null for all in transit
 * @param expectedVersion version that the client has seen; null to skip the check
 */
@Description("The input of recordDelivery.")
public record RecordDelivery(
    @Description("The order's UUID") @Id @NotNull @Uuid String orderId,
    @Description("Number of the shipment; every shipment in transit when absent")
        @Min(value = 1, message = "must be {value} or more")
        Integer shipment,
    @Description(
            "The version that the client has seen; the command is refused if the order "
                + "has changed since")
        Integer expectedVersion)
    implements Command {

  OrderId order() {
    return new OrderId(UUID.fromString(orderId));
  }
}
