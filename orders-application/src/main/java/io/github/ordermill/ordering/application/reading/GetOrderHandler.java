package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

class GetOrderHandler implements QueryHandler<GetOrder, Optional<OrderView>> {

  private final OrderViews orders;

  @Inject
  GetOrderHandler(OrderViews orders) {
    this.orders = orders;
  }

  @Override
  public Optional<OrderView> handle(GetOrder query) {
    return orders.find(UUID.fromString(query.id()), query.parts());
  }
}
