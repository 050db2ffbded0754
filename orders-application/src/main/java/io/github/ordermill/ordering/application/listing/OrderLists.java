package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.paging.CursorPage;
import io.github.ordermill.shared.application.paging.NumberedPage;

/** Finder of lists of orders, from the view of each order. */
public interface OrderLists {

  CursorPage<OrderView> list(ListOrders query);

  /** Number of orders that match a filter, exact. */
  int count(OrderFilter filter);

  /**
   * A customer's orders, newest first.
   *
   * @param status only orders in this state; null for all
   * @param page number of the page, from 1 on
   * @param pageSize maximum number of orders on the page
   */
  NumberedPage<OrderView> ofCustomer(
      String customerId, OrderView.Status status, int page, int pageSize);
}
