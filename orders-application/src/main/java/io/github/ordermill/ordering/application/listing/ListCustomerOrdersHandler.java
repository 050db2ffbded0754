package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderViews;
import io.github.ordermill.shared.application.QueryHandler;
import io.github.ordermill.shared.application.paging.NumberedPage;
import jakarta.inject.Inject;

class ListCustomerOrdersHandler
    implements QueryHandler<ListCustomerOrders, NumberedPage<OrderView>> {

  private final OrderViews orders;

  @Inject
  ListCustomerOrdersHandler(OrderViews orders) {
    this.orders = orders;
  }

  @Override
  public NumberedPage<OrderView> handle(ListCustomerOrders query) {
    return orders.ofCustomer(query.customerId(), query.status(), query.page(), query.pageSize());
  }
}
