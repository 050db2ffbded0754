package io.github.ordermill.ordering.application.parts;

import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

class GetOrderShipmentsHandler
    implements QueryHandler<GetOrderShipments, Map<OrderVersion, List<OrderView.Shipment>>> {

  private final OrderParts parts;

  @Inject
  GetOrderShipmentsHandler(OrderParts parts) {
    this.parts = parts;
  }

  @Override
  public Map<OrderVersion, List<OrderView.Shipment>> handle(GetOrderShipments query) {
    return parts.shipments(query.orders());
  }
}
