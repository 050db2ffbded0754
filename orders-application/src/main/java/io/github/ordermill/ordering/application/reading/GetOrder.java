package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;

/** One order by its identity, as its view shows it; empty if the view does not know it (yet). */
public record GetOrder(@NotNull @Uuid String id) implements Query<Optional<OrderView>> {}
