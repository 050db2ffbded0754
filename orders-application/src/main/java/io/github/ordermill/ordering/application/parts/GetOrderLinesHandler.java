package io.github.ordermill.ordering.application.parts;

import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

class GetOrderLinesHandler
    implements QueryHandler<GetOrderLines, Map<OrderVersion, List<OrderView.Line>>> {

  private final OrderParts parts;

  @Inject
  GetOrderLinesHandler(OrderParts parts) {
    this.parts = parts;
  }

  @Override
  public Map<OrderVersion, List<OrderView.Line>> handle(GetOrderLines query) {
    return parts.lines(query.orders());
  }
}
