package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.shared.application.Query;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Counts the orders that match a filter, exactly. */
public record CountOrders(@NotNull @Valid OrderFilter filter) implements Query<Integer> {}
