package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * What has happened to an order since a version of it, oldest first.
 *
 * @param afterVersion only events beyond this version; 0 for all
 * @param most events in the answer, 1 to 100
 */
public record ListOrderEvents(
    @NotNull @Uuid String orderId, @Min(0) int afterVersion, @Min(1) @Max(100) int most)
    implements Query<List<OrderEventView>> {}
