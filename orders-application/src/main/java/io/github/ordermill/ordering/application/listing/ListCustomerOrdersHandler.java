package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.QueryHandler;
import io.github.ordermill.shared.application.paging.NumberedPage;
import jakarta.inject.Inject;

class ListCustomerOrdersHandler
    implements QueryHandler<ListCustomerOrders, NumberedPage<OrderView>> {

  private final OrderLists lists;

  @Inject
  ListCustomerOrdersHandler(OrderLists lists) {
    this.lists = lists;
  }

  @Override
  public NumberedPage<OrderView> handle(ListCustomerOrders query) {
    return lists.ofCustomer(query);
  }
}
