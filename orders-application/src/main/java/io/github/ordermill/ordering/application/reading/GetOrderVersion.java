package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.Query;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** Reads the version that an order's view shows; 0 if the view does not contain the order (yet). */
public record GetOrderVersion(@NotNull UUID id) implements Query<Integer> {}
