package io.github.ordermill.ordering.application.fulfilling;

import io.github.ordermill.ordering.application.LinePart;
import io.github.ordermill.ordering.domain.LineQuantity;
import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.validation.Text;
import io.github.ordermill.shared.application.validation.Uuid;
import io.smallrye.graphql.api.Nullable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;

/**
 * Ships all units of an order that are left to ship, or some of them, in one shipment.
 *
 * @param orderId UUID of the order
 * @param carrier 1 to 100 characters
 * @param trackingNumber the carrier's number of the shipment; 1 to 100 characters
 * @param lines the units to ship; 1 to 1,000 entries, each line once; null for all that are left to
 *     ship
 * @param expectedVersion version that the client has seen; null to skip the check
 */
@Description("The input of shipOrder.")
public record ShipOrder(
    @Description("The order's UUID") @Id @NotNull @Uuid String orderId,
    @Description("The carrier; 1 to 100 characters") @NotNull @Text(max = 100) String carrier,
    @Description("The carrier's tracking number; 1 to 100 characters") @NotNull @Text(max = 100)
        String trackingNumber,
    @Description(
            "Lines and units, 1 to 1,000 entries, each line once; everything that is "
                + "left when absent")
        @Nullable
        @Size(min = 1, max = 1000, message = "must have {min} to {max} entries")
        List<@NotNull @Valid LinePart> lines,
    @Description(
            "The version that the client has seen; the command is refused if the order "
                + "has changed since")
        Integer expectedVersion)
    implements Command {

  OrderId order() {
    return new OrderId(UUID.fromString(orderId));
  }

  /** The units to ship; null for all that are left to ship. */
  List<LineQuantity> parts() {
    return lines == null ? null : lines.stream().map(LinePart::toLineQuantity).toList();
  }
}
