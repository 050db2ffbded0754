package io.github.ordermill.catalog.application;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.validation.Uuid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;

/** Reads one product by its UUID. The result is empty if the view does not contain it (yet). */
public record GetProduct(@NotNull @Uuid String id) implements Query<Optional<ProductView>> {}
