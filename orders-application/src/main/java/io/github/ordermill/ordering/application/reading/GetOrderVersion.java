package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.Query;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** How far an order's view has come: its version, 0 if the view does not know the order (yet). */
public record GetOrderVersion(@NotNull UUID id) implements Query<Integer> {}
