package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.Query;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads the audit trails of several orders: all their events, oldest first. */
public record GetOrderHistories(@NotNull Set<UUID> orderIds)
    implements Query<Map<UUID, List<OrderEventView>>> {}
