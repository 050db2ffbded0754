package io.github.ordermill.ordering.application.parts;

import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

class GetOrderNotesHandler
    implements QueryHandler<GetOrderNotes, Map<OrderVersion, List<OrderView.Note>>> {

  private final OrderParts parts;

  @Inject
  GetOrderNotesHandler(OrderParts parts) {
    this.parts = parts;
  }

  @Override
  public Map<OrderVersion, List<OrderView.Note>> handle(GetOrderNotes query) {
    return parts.notes(query.orders());
  }
}
