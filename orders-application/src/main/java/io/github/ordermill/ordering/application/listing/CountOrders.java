package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.shared.application.Query;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** How many orders a filter leaves, exactly. */
public record CountOrders(@NotNull @Valid OrderFilter filter) implements Query<Integer> {}
