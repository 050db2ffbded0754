package io.github.ordermill.ordering.application.changing;

import io.github.ordermill.ordering.application.LinePart;
import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.validation.Text;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;

/**
 * Cancels units of some lines of an order, provided that they have not been shipped.
 *
 * @param orderId UUID of the order
 * @param lines the units to cancel; 1 to 1,000 entries, each line once
 * @param reason 1 to 1,000 characters
 * @param expectedVersion version that the client has seen; null to skip the check
 */
@Description("The input of cancelOrderLines.")
public record CancelOrderLines(
    @Description("The order's UUID") @Id @NotNull @Uuid String orderId,
    @Description("Lines and units, 1 to 1,000 entries, each line once")
        @NotNull
        @Size(min = 1, max = 1000, message = "must have {min} to {max} entries")
        List<@NotNull @Valid LinePart> lines,
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

  List<LineQuantity> parts() {
    return lines.stream().map(LinePart::toLineQuantity).toList();
  }
}
