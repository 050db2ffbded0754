package io.github.ordermill.ordering.application.parts;

import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.Query;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the shipments of several orders, by their numbers. */
public record GetOrderShipments(@NotNull Set<OrderVersion> orders)
    implements Query<Map<OrderVersion, List<OrderView.Shipment>>> {}
