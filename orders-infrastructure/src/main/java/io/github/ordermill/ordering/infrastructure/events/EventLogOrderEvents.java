package io.github.ordermill.ordering.infrastructure.events;

import static io.github.ordermill.ordering.domain.OrderRule.AN_ORDER_IS_PLACED_ONCE;

import io.github.ordermill.ordering.application.OrderEvents;
import io.github.ordermill.ordering.domain.OrderEvent;
import io.github.ordermill.shared.application.Receipt;
import io.github.ordermill.shared.infrastructure.eventlog.EventLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Appends the events of orders to the event log. */
@ApplicationScoped
class EventLogOrderEvents implements OrderEvents {

  private EventLog log;

  /** For CDI only. */
  protected EventLogOrderEvents() {}

  @Inject
  EventLogOrderEvents(EventLog log) {
    this.log = log;
  }

  @Override
  public Receipt append(OrderEvent event) {
    var type = OrderEventJson.typeOf(event);
    boolean appended =
        log.append(
            OrderEventJson.AGGREGATE_TYPE,
            event.order().value(),
            event.version(),
            type,
            OrderEventJson.schemaVersionOf(type),
            OrderEventJson.write(event),
            event.at());
    if (!appended) {
      AN_ORDER_IS_PLACED_ONCE.brokenIf(event.version() == 1);
      throw new IllegalStateException(
          "the log holds version " + event.version() + " of order " + event.order() + " already");
    }
    return new Receipt(event.order().value(), event.version());
  }
}
