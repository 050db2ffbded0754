package io.github.ordermill.ordering.application.parts;

import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.shared.application.Query;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.Set;

/** Reads the payloads of events, each by the version of its order. */
public record GetEventPayloads(@NotNull Set<OrderVersion> events)
    implements Query<Map<OrderVersion, String>> {}
