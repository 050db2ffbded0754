package io.github.ordermill.ordering.infrastructure.statistics;

import io.github.ordermill.ordering.infrastructure.events.OrderEventJson;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.projection.Fold;
import io.github.ordermill.shared.infrastructure.projection.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Maintains the sums: for each order with new events, subtracts the contribution before them and
 * adds the one after.
 */
@ApplicationScoped
public class StatisticsProjection implements Projection {

  static final String NAME = "figures";

  @Override
  public String aggregateType() {
    return OrderEventJson.AGGREGATE_TYPE;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void apply(Connection transaction, List<RecordedEvent> events) {
    var before = OrderContributionTable.load(transaction, Fold.begun(events));
    var after =
        Fold.of(
            before,
            events,
            (order, event) -> OrderContribution.after(order, OrderEventJson.read(event)));
    OrderContributionTable.save(transaction, after.values());
    Changes changes =
        action -> {
          before.values().forEach(order -> action.accept(order, -1));
          after.values().forEach(order -> action.accept(order, 1));
        };
    CustomerTable.add(transaction, changes);
    DailySalesTable.add(transaction, changes);
  }

  /** Changes to the sums: contributions, each with 1 to be added or -1 to be subtracted. */
  @FunctionalInterface
  interface Changes {
    void forEach(BiConsumer<OrderContribution, Integer> action);
  }
}
