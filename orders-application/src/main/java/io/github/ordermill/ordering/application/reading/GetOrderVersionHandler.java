package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;

class GetOrderVersionHandler implements QueryHandler<GetOrderVersion, Integer> {

  private final OrderViews orders;

  @Inject
  GetOrderVersionHandler(OrderViews orders) {
    this.orders = orders;
  }

  @Override
  public Integer handle(GetOrderVersion query) {
    return orders.version(query.id());
  }
}
