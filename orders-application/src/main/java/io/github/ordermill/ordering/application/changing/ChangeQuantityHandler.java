package io.github.ordermill.ordering.application.changing;

import io.github.ordermill.ordering.application.OrderEvents;
import io.github.ordermill.ordering.application.Orders;
import io.github.ordermill.shared.application.CommandHandler;
import io.github.ordermill.shared.application.Receipt;
import jakarta.inject.Inject;
import java.time.Clock;

class ChangeQuantityHandler implements CommandHandler<ChangeQuantity> {

  private final Orders orders;
  private final OrderEvents events;
  private final Clock clock;

  @Inject
  ChangeQuantityHandler(Orders orders, OrderEvents events, Clock clock) {
    this.orders = orders;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Receipt handle(ChangeQuantity command) {
    var order = orders.get(command.order(), command.expectedVersion());
    return events.append(order.changeQuantity(command.line(), command.quantity(), clock.instant()));
  }
}
