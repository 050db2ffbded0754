package io.github.ordermill.ordering.application.listing;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.paging.CursorPage;
import io.github.ordermill.shared.application.paging.NumberedPage;

/** Finder of lists of orders, from the view of each order. */
public interface OrderLists {

  CursorPage<OrderView> list(ListOrders query);

  /** A customer's orders, newest first. */
  NumberedPage<OrderView> ofCustomer(ListCustomerOrders query);
}
