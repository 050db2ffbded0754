package io.github.ordermill.ordering.application.changing;

import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;

/**
 * Confirms an order on behalf of the merchant, after which it may be shipped.
 *
 * @param orderId UUID of the order
 * @param expectedVersion version that the client has seen; null to skip the check
 */
@Description("The input of confirmOrder.")
public record ConfirmOrder(
    @Description("The order's UUID") @Id @NotNull @Uuid String orderId,
    @Description(
            "The version that the client has seen; the command is refused if the order "
                + "has changed since")
        Integer expectedVersion)
    implements Command {

  OrderId order() {
    return new OrderId(UUID.fromString(orderId));
  }
}
