package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * Lists the events of an order after a version, oldest first.
 *
 * @param afterVersion only events with a greater version; 0 for all
 * @param limit maximum number of events, 1 to 100
 */
public record ListOrderEvents(
    @NotNull @Uuid String orderId, @Min(0) int afterVersion, @Min(1) @Max(100) int limit)
    implements Query<List<OrderEventView>> {}
