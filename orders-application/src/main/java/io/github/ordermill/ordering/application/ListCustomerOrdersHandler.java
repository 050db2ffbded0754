package io.github.ordermill.ordering.application;

import io.github.ordermill.shared.application.Page;
import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;

class ListCustomerOrdersHandler implements QueryHandler<ListCustomerOrders, Page<OrderView>> {

  private final OrderViews orders;

  @Inject
  ListCustomerOrdersHandler(OrderViews orders) {
    this.orders = orders;
  }

  @Override
  public Page<OrderView> handle(ListCustomerOrders query) {
    return orders.ofCustomer(query.customerId(), query.status(), query.page(), query.pageSize());
  }
}
