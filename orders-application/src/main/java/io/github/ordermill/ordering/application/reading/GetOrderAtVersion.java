package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;

/**
 * One order as its view showed it at an earlier version; empty if it has not come to that version
 * (yet).
 *
 * @param atVersion from 1 on
 */
public record GetOrderAtVersion(
    @NotNull @Uuid String id, @Min(value = 1, message = "must be {value} or more") int atVersion)
    implements Query<Optional<OrderView>> {}
