package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

class ListOrderEventsHandler implements QueryHandler<ListOrderEvents, List<OrderEventView>> {

  private final OrderViews orders;

  @Inject
  ListOrderEventsHandler(OrderViews orders) {
    this.orders = orders;
  }

  @Override
  public List<OrderEventView> handle(ListOrderEvents query) {
    return orders.events(UUID.fromString(query.orderId()), query.afterVersion(), query.limit());
  }
}
