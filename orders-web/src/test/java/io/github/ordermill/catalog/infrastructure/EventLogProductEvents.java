package io.github.ordermill.catalog.infrastructure;

import io.github.ordermill.catalog.application.ProductEvents;
import io.github.ordermill.catalog.domain.ProductEvent;
import io.github.ordermill.shared.application.Receipt;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Events of products in the event log. */
@ApplicationScoped
class EventLogProductEvents implements ProductEvents {

  private EventLog log;

  /** For CDI only. */
  protected EventLogProductEvents() {}

  @Inject
  EventLogProductEvents(EventLog log) {
    this.log = log;
  }

  @Override
  public Receipt append(ProductEvent event) {
    var id = event.product().value();
    var type = ProductEventJson.CODEC.typeOf(event);
    boolean appended =
        log.append(
            ProductEventJson.AGGREGATE_TYPE,
            id,
            event.version(),
            type,
            ProductEventJson.CODEC.schemaVersionOf(type),
            ProductEventJson.CODEC.write(event),
            event.at());
    if (!appended) {
      throw new IllegalStateException("the log has version " + event.version() + " of " + id);
    }
    return new Receipt(id, event.version());
  }
}
