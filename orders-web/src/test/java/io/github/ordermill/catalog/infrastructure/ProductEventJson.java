package io.github.ordermill.catalog.infrastructure;

import io.github.ordermill.catalog.domain.ProductEvent;
import io.github.ordermill.catalog.domain.ProductId;
import io.github.ordermill.shared.infrastructure.eventlog.EventCodec;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.util.Map;
import java.util.Set;

/** Payloads of the product's events. */
final class ProductEventJson {

  /** Aggregate type of products in the event log. */
  static final String AGGREGATE_TYPE = "Product";

  static final EventCodec<ProductEvent> CODEC =
      new EventCodec<>(ProductEvent.class, Set.of("product", "version", "at"), Map.of());

  private ProductEventJson() {}

  static ProductEvent read(RecordedEvent event) {
    return CODEC.read(
        event.type(),
        event.schemaVersion(),
        event.payload(),
        Map.of(
            "product", new ProductId(event.aggregateId()),
            "version", event.version(),
            "at", event.occurredAt()));
  }
}
