package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderViews;
import io.github.ordermill.ordering.infrastructure.events.OrderEventJson;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.projection.Fold;
import io.github.ordermill.shared.infrastructure.projection.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Maintains the tables of orders: {@code views.order_view}, the history, the search index and the
 * counts.
 */
@ApplicationScoped
public class OrderProjection implements Projection {

  static final String NAME = OrderViews.PROJECTION;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String aggregateType() {
    return OrderEventJson.AGGREGATE_TYPE;
  }

  @Override
  public boolean announcesCommits() {
    return true;
  }

  @Override
  public void apply(Connection transaction, List<RecordedEvent> events) {
    var before =
        OrderViewTable.load(transaction, Fold.begun(events)).stream()
            .collect(Collectors.toMap(OrderView::id, Function.identity()));
    var after = Fold.of(before, events, OrderViewFold::after);
    var updatedAt =
        events.stream()
            .collect(
                Collectors.toMap(
                    RecordedEvent::aggregateId,
                    RecordedEvent::occurredAt,
                    (earlier, later) -> later));
    OrderViewTable.save(transaction, after.values(), updatedAt);
    OrderHistoryTable.add(transaction, events);
    OrderSearchTable.save(transaction, before, after.values());
    OrderCountTable.update(transaction, before, after.values());
  }
}
