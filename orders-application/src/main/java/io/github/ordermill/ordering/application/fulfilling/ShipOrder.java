package io.github.ordermill.ordering.application.fulfilling;

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

/**
 * Sends what is left of an order, or some of it, as one parcel.
 *
 * @param orderId which
 * @param carrier who carries it; 1 to 100 characters
 * @param trackingNumber the carrier's number for the parcel; 1 to 100 characters
 * @param lines how many of which are in it; 1 to 1,000 entries, each line once; null for everything
 *     that is left
 * @param expectedVersion the version that the client has seen, or null if it does not care
 */
public record ShipOrder(
    @NotNull @Uuid String orderId,
    @NotNull @Text(max = 100) String carrier,
    @NotNull @Text(max = 100) String trackingNumber,
    @Size(min = 1, max = 1000, message = "must have {min} to {max} entries")
        List<@NotNull @Valid LinePart> lines,
    Integer expectedVersion)
    implements Command {

  OrderId order() {
    return new OrderId(UUID.fromString(orderId));
  }

  /** Null for everything that is left. */
  List<LineQuantity> parts() {
    return lines == null ? null : lines.stream().map(LinePart::toLineQuantity).toList();
  }
}
