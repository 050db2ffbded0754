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
 * Calls some pieces of some lines off, as long as they have not been shipped.
 *
 * @param orderId which
 * @param lines how many of which; 1 to 1,000 entries, each line once
 * @param reason why; 1 to 1,000 characters
 * @param expectedVersion the version that the client has seen, or null if it does not care
 */
@Description("Calling some lines off.")
public record CancelOrderLines(
    @Description("The order's UUID") @Id @NotNull @Uuid String orderId,
    @Description("How many of which lines, 1 to 1,000 entries, each line once")
        @NotNull
        @Size(min = 1, max = 1000, message = "must have {min} to {max} entries")
        List<@NotNull @Valid LinePart> lines,
    @Description("Why; 1 to 1,000 characters") @NotNull @Text(max = 1000) String reason,
    @Description("The version that you have seen, if nobody may have changed the order since")
        Integer expectedVersion)
    implements Command {

  OrderId order() {
    return new OrderId(UUID.fromString(orderId));
  }

  List<LineQuantity> parts() {
    return lines.stream().map(LinePart::toLineQuantity).toList();
  }
}
