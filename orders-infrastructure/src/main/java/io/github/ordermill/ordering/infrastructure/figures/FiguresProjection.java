package io.github.ordermill.ordering.infrastructure.figures;

import io.github.ordermill.ordering.infrastructure.events.OrderEventJson;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.projection.NotApplicable;
import io.github.ordermill.shared.infrastructure.projection.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Keeps sums over orders, per customer and per day: for each order that has moved, takes off what
 * it was, adds what it is.
 */
@ApplicationScoped
public class FiguresProjection implements Projection {

  static final String NAME = "figures";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void apply(Connection transaction, List<RecordedEvent> events) {
    var begun =
        events.stream()
            .filter(event -> event.version() > 1)
            .map(RecordedEvent::orderId)
            .collect(Collectors.toSet());
    var before = OrderFiguresTable.load(transaction, begun);
    var after = new HashMap<>(before);
    for (var event : events) {
      try {
        after.compute(
            event.orderId(), (id, order) -> OrderFigures.after(order, OrderEventJson.read(event)));
      } catch (RuntimeException fault) {
        throw new NotApplicable(event.orderId(), fault);
      }
    }
    OrderFiguresTable.save(transaction, after.values());
    Changes changes =
        tally -> {
          before.values().forEach(order -> tally.accept(order, -1));
          after.values().forEach(order -> tally.accept(order, 1));
        };
    CustomerTable.add(transaction, changes);
    DailySalesTable.add(transaction, changes);
  }

  /** Changes to sums, order by order: its figures, and 1 to add them or -1 to take them off. */
  @FunctionalInterface
  interface Changes {
    void forEach(BiConsumer<OrderFigures, Integer> tally);
  }
}
