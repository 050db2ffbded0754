package io.github.ordermill.ordering.application.changing;

import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.validation.Text;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * Calls an order off, with all its lines.
 *
 * @param orderId which
 * @param reason why; 1 to 1,000 characters
 * @param expectedVersion the version that the client has seen, or null if it does not care
 */
public record CancelOrder(
    @NotNull @Uuid String orderId,
    @NotNull @Text(max = 1000) String reason,
    Integer expectedVersion)
    implements Command {

  OrderId order() {
    return new OrderId(UUID.fromString(orderId));
  }
}
