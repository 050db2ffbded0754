package io.github.ordermill.ordering.application.placing;

import io.github.ordermill.ordering.application.OrderEvents;
import io.github.ordermill.ordering.application.Orders;
import io.github.ordermill.ordering.domain.Order;
import io.github.ordermill.shared.application.CommandHandler;
import io.github.ordermill.shared.application.Receipt;
import jakarta.inject.Inject;
import java.time.Clock;

class PlaceOrderHandler implements CommandHandler<PlaceOrder> {

  private final Orders orders;
  private final OrderNumbers numbers;
  private final OrderEvents events;
  private final Clock clock;

  @Inject
  PlaceOrderHandler(Orders orders, OrderNumbers numbers, OrderEvents events, Clock clock) {
    this.orders = orders;
    this.numbers = numbers;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Receipt handle(PlaceOrder command) {
    var now = clock.instant();
    var placed =
        Order.place(
            command.order(now),
            numbers.next(),
            command.customer(),
            command.reference(),
            command.orderItems(),
            command.shippingAddress().toAddress(),
            now);
    orders.add(new Order(placed));
    return events.append(placed);
  }
}
