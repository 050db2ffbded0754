package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.Optional;

class GetOrderByNumberHandler implements QueryHandler<GetOrderByNumber, Optional<OrderView>> {

  private final OrderViews orders;

  @Inject
  GetOrderByNumberHandler(OrderViews orders) {
    this.orders = orders;
  }

  @Override
  public Optional<OrderView> handle(GetOrderByNumber query) {
    return orders.findByNumber(query.number(), query.parts());
  }
}
