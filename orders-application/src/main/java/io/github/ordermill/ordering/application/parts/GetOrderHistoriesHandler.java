package io.github.ordermill.ordering.application.parts;

import io.github.ordermill.ordering.application.reading.OrderEventView;
import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

class GetOrderHistoriesHandler
    implements QueryHandler<GetOrderHistories, Map<OrderVersion, List<OrderEventView>>> {

  private final OrderParts parts;

  @Inject
  GetOrderHistoriesHandler(OrderParts parts) {
    this.parts = parts;
  }

  @Override
  public Map<OrderVersion, List<OrderEventView>> handle(GetOrderHistories query) {
    return parts.histories(query.orders());
  }
}
