package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.QueryHandler;
import io.github.ordermill.shared.application.paging.CursorPage;
import jakarta.inject.Inject;

class ListOrdersHandler implements QueryHandler<ListOrders, CursorPage<OrderView>> {

  private final OrderLists lists;

  @Inject
  ListOrdersHandler(OrderLists lists) {
    this.lists = lists;
  }

  @Override
  public CursorPage<OrderView> handle(ListOrders query) {
    return lists.list(query);
  }
}
