package io.github.ordermill.ordering.application;

import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

class GetOrderAsItWasHandler implements QueryHandler<GetOrderAsItWas, Optional<OrderView>> {

  private final OrderViews orders;

  @Inject
  GetOrderAsItWasHandler(OrderViews orders) {
    this.orders = orders;
  }

  @Override
  public Optional<OrderView> handle(GetOrderAsItWas query) {
    return orders.findAsItWas(UUID.fromString(query.id()), query.atVersion());
  }
}
