package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderViews;
import io.github.ordermill.shared.application.QueryHandler;
import io.github.ordermill.shared.application.paging.CursorPage;
import jakarta.inject.Inject;

class ListOrdersHandler implements QueryHandler<ListOrders, CursorPage<OrderView>> {

  private final OrderViews orders;

  @Inject
  ListOrdersHandler(OrderViews orders) {
    this.orders = orders;
  }

  @Override
  public CursorPage<OrderView> handle(ListOrders query) {
    return orders.list(query);
  }
}
