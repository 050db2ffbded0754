package io.github.ordermill.ordering.application.changing;

import io.github.ordermill.ordering.domain.OrderId;
import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * Orders more or less of a line.
 *
 * @param orderId which
 * @param line its number, from 1 on
 * @param quantity how many are ordered from now on, those cancelled included; 1 to 1,000,000
 * @param expectedVersion the version that the client has seen, or null if it does not care
 */
public record ChangeQuantity(
    @NotNull @Uuid String orderId,
    @Min(value = 1, message = "must be {value} or more") int line,
    @Min(value = 1, message = "must be {value} or more")
        @Max(value = 1_000_000, message = "must be {value} or less")
        int quantity,
    Integer expectedVersion)
    implements Command {

  OrderId order() {
    return new OrderId(UUID.fromString(orderId));
  }
}
