package io.github.ordermill.ordering.infrastructure.views;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.ordering.application.reading.OrderViews;
import io.github.ordermill.ordering.infrastructure.events.OrderEventJson;
import io.github.ordermill.ordering.infrastructure.parts.OrderPartChanges;
import io.github.ordermill.ordering.infrastructure.search.OrderSearchTable;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.projection.Fold;
import io.github.ordermill.shared.infrastructure.projection.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Maintains the tables of orders: {@code views.order_view}, notes, shipments, the history, the
 * search index and the counts. What an event costs depends on the event, not on what the order has
 * already.
 */
@ApplicationScoped
public class OrderProjection implements Projection {

  static final String NAME = OrderViews.PROJECTION;

  private static final int UPGRADED_AT_ONCE = 50;

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
        OrderViewTable.load(transaction, Fold.begun(events), ordersWithLines(events)).stream()
            .collect(Collectors.toMap(OrderView::id, Function.identity()));
    var parts = new OrderPartChanges();
    var after = Fold.of(before, events, (view, event) -> after(view, event, parts));
    var updatedAt =
        events.stream()
            .collect(
                Collectors.toMap(
                    RecordedEvent::aggregateId,
                    RecordedEvent::occurredAt,
                    (earlier, later) -> later));
    OrderViewTable.save(transaction, before, after.values(), updatedAt);
    OrderHistoryTable.add(transaction, events);
    parts.save(transaction);
    OrderSearchTable.save(transaction, before, after.values());
    OrderSearchTable.addShipments(transaction, parts.shipments());
    OrderCountTable.update(transaction, before, after.values());
  }

  @Override
  public boolean upgradeRows(Connection transaction) {
    var orders = OrderSearchTable.inEarlierForm(transaction, UPGRADED_AT_ONCE);
    if (!orders.isEmpty()) {
      OrderSearchTable.rewrite(transaction, orders, OrderViewTable.load(transaction, orders));
    }
    return !orders.isEmpty();
  }

  private static OrderView after(OrderView before, RecordedEvent recorded, OrderPartChanges parts) {
    var event = OrderEventJson.read(recorded);
    var view = OrderViewFold.after(before, event, recorded.actor(), recorded.payload());
    if (view != null) {
      parts.add(event, recorded.actor());
    }
    return view;
  }

  private static Set<UUID> ordersWithLines(List<RecordedEvent> events) {
    return events.stream()
        .filter(event -> OrderViewFold.needsLines(event.type()))
        .map(RecordedEvent::aggregateId)
        .collect(Collectors.toSet());
  }
}
