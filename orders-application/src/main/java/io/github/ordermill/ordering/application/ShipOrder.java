package io.github.ordermill.ordering.application;

import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.validation.Identity;
import io.github.ordermill.shared.application.validation.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import java.util.List;
import java.util.UUID;

/**
 * Sends everything that is left of an order.
 *
 * @param orderId which
 * @param carrier who carries it; 1 to 100 characters
 * @param trackingNumber the carrier's number for the parcel; 1 to 100 characters
 * @param lines null: only whole orders are shipped so far
 * @param expectedVersion the version that the client has seen, or null if it does not care
 */
public record ShipOrder(
    @NotNull @Identity String orderId,
    @NotNull @Text(max = 100) String carrier,
    @NotNull @Text(max = 100) String trackingNumber,
    @Null(message = "must be left out: only whole orders are shipped so far") List<?> lines,
    Integer expectedVersion)
    implements Command {

  OrderId order() {
    return new OrderId(UUID.fromString(orderId));
  }
}
