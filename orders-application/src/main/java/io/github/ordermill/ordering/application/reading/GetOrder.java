package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;

/** Reads one order by its UUID. The result is empty if the view does not contain it (yet). */
public record GetOrder(@NotNull @Uuid String id) implements Query<Optional<OrderView>> {}
