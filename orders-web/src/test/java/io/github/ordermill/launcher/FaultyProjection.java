package io.github.ordermill.launcher;

import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.projection.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Projection of products that throws an error at its next event, if told so, and keeps no view. */
@ApplicationScoped
public class FaultyProjection implements Projection {

  static final String NAME = "faulty";
  static final AtomicReference<Error> NEXT = new AtomicReference<>();
  static final Set<UUID> APPLIED = ConcurrentHashMap.newKeySet();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String aggregateType() {
    return "Product";
  }

  @Override
  public void apply(Connection transaction, List<RecordedEvent> events) {
    var error = NEXT.getAndSet(null);
    if (error != null) {
      throw error;
    }
    events.forEach(event -> APPLIED.add(event.aggregateId()));
  }
}
