package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;

class CountOrdersHandler implements QueryHandler<CountOrders, Integer> {

  private final OrderLists lists;

  @Inject
  CountOrdersHandler(OrderLists lists) {
    this.lists = lists;
  }

  @Override
  public Integer handle(CountOrders query) {
    return lists.count(query.filter());
  }
}
