package io.github.ordermill.catalog.infrastructure;

import io.github.ordermill.catalog.domain.ProductEvent.ProductRegistered;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.projection.EventNotApplicable;
import io.github.ordermill.shared.infrastructure.projection.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;

/** Writes {@code views.product_view}. */
@ApplicationScoped
public class ProductProjection implements Projection {

  static final String NAME = "product";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String aggregateType() {
    return ProductEventJson.AGGREGATE_TYPE;
  }

  @Override
  public void apply(Connection transaction, List<RecordedEvent> events) {
    Sql.batch(
        transaction,
        """
        INSERT INTO views.product_view (product_id, version, name, registered_at)
        SELECT * FROM unnest(?, ?, ?, ?)
        """,
        events.stream().map(ProductProjection::row).toList());
  }

  private static Object[] row(RecordedEvent recorded) {
    try {
      var registered = (ProductRegistered) ProductEventJson.read(recorded);
      return new Object[] {
        registered.product().value(), registered.version(), registered.name(), registered.at()
      };
    } catch (IllegalArgumentException unreadable) {
      throw new EventNotApplicable(recorded.aggregateId(), unreadable);
    }
  }
}
