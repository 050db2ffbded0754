package io.github.ordermill.ordering.application.changing;

import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;

/**
 * Changes the quantity of an order line, until the order is confirmed.
 *
 * @param orderId UUID of the order
 * @param line number of the line within the order, from 1 on
 * @param quantity new number of units, cancelled ones included; 1 to 1,000,000
 * @param expectedVersion version that the client has seen; null to skip the check
 */
@Description("The input of changeQuantity.")
public record ChangeQuantity(
    @Description("The order's UUID") @Id @NotNull @Uuid String orderId,
    @Description("Number of the order line") @Min(value = 1, message = "must be {value} or more")
        int line,
    @Description("The new quantity, including cancelled units; 1 to 1,000,000")
        @Min(value = 1, message = "must be {value} or more")
        @Max(value = 1_000_000, message = "must be {value} or less")
        int quantity,
    @Description(
            "The version that the client has seen; the command is refused if the order "
                + "has changed since")
        Integer expectedVersion)
    implements Command {

  OrderId order() {
    return new OrderId(UUID.fromString(orderId));
  }
}
