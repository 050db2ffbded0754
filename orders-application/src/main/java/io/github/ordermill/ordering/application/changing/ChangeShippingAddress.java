package io.github.ordermill.ordering.application.changing;

import io.github.ordermill.ordering.application.ShippingAddress;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;

/**
 * Changes the shipping address of an order, provided that no unit has been shipped.
 *
 * @param orderId UUID of the order
 * @param shippingAddress the new address
 * @param expectedVersion version that the client has seen; null to skip the check
 */
@Description("The input of changeShippingAddress.")
public record ChangeShippingAddress(
    @Description("The order's UUID") @Id @NotNull @Uuid String orderId,
    @Description("The new shipping address") @NotNull @Valid ShippingAddress shippingAddress,
    @Description(
            "The version that the client has seen; the command is refused if the order "
                + "has changed since")
        Integer expectedVersion)
    implements Command {

  OrderId order() {
    return new OrderId(UUID.fromString(orderId));
  }
}
