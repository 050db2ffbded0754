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
 * Writes something down about an order; whoever sends the command is its author.
 *
 * @param orderId which
 * @param text what; 1 to 10,000 characters
 * @param expectedVersion the version that the client has seen, or null if it does not care
 */
@Description("Writing something down about an order.")
public record AddNote(
    @Description("The order's UUID") @Id @NotNull @Uuid String orderId,
    @Description("What; 1 to 10,000 characters") @NotNull @Text(max = 10_000) String text,
    @Description("The version that you have seen, if nobody may have changed the order since")
        Integer expectedVersion)
    implements Command {

  OrderId order() {
    return new OrderId(UUID.fromString(orderId));
  }
}
