package io.github.ordermill.ordering.application.reading;

import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class GetOrderHistoriesHandler
    implements QueryHandler<GetOrderHistories, Map<UUID, List<OrderEventView>>> {

  private final OrderViews orders;

  @Inject
  GetOrderHistoriesHandler(OrderViews orders) {
    this.orders = orders;
  }

  @Override
  public Map<UUID, List<OrderEventView>> handle(GetOrderHistories query) {
    return orders.histories(query.orderIds());
  }
}
