package io.github.ordermill.ordering.application;

import io.github.ordermill.shared.application.QueryHandler;
import io.github.ordermill.shared.application.Slice;
import jakarta.inject.Inject;

class ListOrdersHandler implements QueryHandler<ListOrders, Slice<OrderView>> {

  private final OrderViews orders;

  @Inject
  ListOrdersHandler(OrderViews orders) {
    this.orders = orders;
  }

  @Override
  public Slice<OrderView> handle(ListOrders query) {
    return orders.list(query);
  }
}
