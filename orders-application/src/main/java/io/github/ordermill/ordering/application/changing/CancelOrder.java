package io.github.ordermill.ordering.application.changing;

import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.validation.Text;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;

/**
 * Cancels an order with all its lines, provided that no unit has been shipped.
 *
 * @param orderId UUID of the order
 * @param reason 1 to 1,000 characters
 * @param expectedVersion version that the client has seen; null to skip the check
 */
@Description("The input of cancelOrder.")
public record CancelOrder(
    @Description("The order's UUID") @Id @NotNull @Uuid String orderId,
    @Description("The reason; 1 to 1,000 characters") @NotNull @Text(max = 1000, multiline = true)
        String reason,
    @Description(
            "The version that the client has seen; the command is refused if the order "
                + "has changed since")
        Integer expectedVersion)
    implements Command {

  OrderId order() {
    return new OrderId(UUID.fromString(orderId));
  }
}
