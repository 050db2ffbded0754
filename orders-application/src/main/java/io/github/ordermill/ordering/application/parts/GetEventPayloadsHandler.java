package io.github.ordermill.ordering.application.parts;

import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.Map;

class GetEventPayloadsHandler implements QueryHandler<GetEventPayloads, Map<OrderVersion, String>> {

  private final OrderParts parts;

  @Inject
  GetEventPayloadsHandler(OrderParts parts) {
    this.parts = parts;
  }

  @Override
  public Map<OrderVersion, String> handle(GetEventPayloads query) {
    return parts.payloads(query.events());
  }
}
