package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

class GetOrderAtVersionHandler implements QueryHandler<GetOrderAtVersion, Optional<OrderView>> {

  private final OrderViews orders;

  @Inject
  GetOrderAtVersionHandler(OrderViews orders) {
    this.orders = orders;
  }

  @Override
  public Optional<OrderView> handle(GetOrderAtVersion query) {
    return orders.findAtVersion(UUID.fromString(query.id()), query.atVersion());
  }
}
