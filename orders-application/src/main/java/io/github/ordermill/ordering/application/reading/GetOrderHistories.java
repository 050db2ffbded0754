package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.Query;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Everything that ever happened to some orders, oldest first: the audit trail. */
public record GetOrderHistories(@NotNull Set<UUID> orderIds)
    implements Query<Map<UUID, List<OrderEventView>>> {}
