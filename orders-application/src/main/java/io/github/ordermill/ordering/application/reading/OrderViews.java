package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.listing.OrderFilter;
import io.github.ordermill.shared.application.paging.CursorPage;
import io.github.ordermill.shared.application.paging.NumberedPage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All orders, on the reading side. */
public interface OrderViews {

  /** The projection that keeps them, by name. */
  String PROJECTION = "order";

  /** The order with that identity. */
  Optional<OrderView> find(UUID id);

  /** The version that the order's view shows, 0 if there is none. */
  int version(UUID id);

  /** The order with that identity as it was at that version; empty if it has not come to it. */
  Optional<OrderView> findAsItWas(UUID id, int version);

  /** The order with that number. */
  Optional<OrderView> findByNumber(String number);

  /**
   * A customer's orders, newest first.
   *
   * @param status only those in this state, or null for all
   */
  NumberedPage<OrderView> ofCustomer(
      String customerId, OrderView.Status status, int page, int pageSize);

  /** A stretch of all orders. */
  CursorPage<OrderView> list(ListOrders stretch);

  /** How many orders a filter leaves. */
  int count(OrderFilter filter);

  /** The histories of several orders, each oldest event first; an order without one is left out. */
  Map<UUID, List<OrderEventView>> histories(Collection<UUID> orderIds);

  /** The first events of an order beyond a version, oldest first. */
  List<OrderEventView> events(UUID id, int afterVersion, int most);
}
