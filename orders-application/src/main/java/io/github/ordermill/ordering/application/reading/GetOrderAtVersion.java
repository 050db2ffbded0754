package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;

/**
 * Reads one order as it was at a given version. The result is empty if the view has not reached
 * that version (yet).
 *
 * @param atVersion 1 or more
 */
public record GetOrderAtVersion(
    @NotNull @Uuid String id, @Min(value = 1, message = "must be {value} or more") int atVersion)
    implements Query<Optional<OrderView>> {}
