package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.ordering.application.reading.OrderViews;
import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;

class CountOrdersHandler implements QueryHandler<CountOrders, Integer> {

  private final OrderViews orders;

  @Inject
  CountOrdersHandler(OrderViews orders) {
    this.orders = orders;
  }

  @Override
  public Integer handle(CountOrders query) {
    return orders.count(query.filter());
  }
}
