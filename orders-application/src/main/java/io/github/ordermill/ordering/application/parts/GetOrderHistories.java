package io.github.ordermill.ordering.application.parts;

import io.github.ordermill.ordering.application.reading.OrderEventView;
import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.shared.application.Query;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the audit trails of several orders: their events up to the version, oldest first, without
 * payloads.
 */
public record GetOrderHistories(@NotNull Set<OrderVersion> orders)
    implements Query<Map<OrderVersion, List<OrderEventView>>> {}
