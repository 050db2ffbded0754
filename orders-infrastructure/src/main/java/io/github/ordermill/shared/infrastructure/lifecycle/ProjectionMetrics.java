package io.github.ordermill.shared.infrastructure.lifecycle;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRegistry;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.function.Function;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Figures of each projection, {@code orders_projection_…}: lag in events and milliseconds and open
 * dead letters, the same on every node; events applied, duplicates, gaps filled, swept and parked
 * on this node since it started.
 */
@ApplicationScoped
class ProjectionMetrics {

  @Inject MetricRegistry metrics;
  @Inject ProjectionRegistry projections;
  @Inject Clock clock;

  void register() {
    for (var projector : projections.all()) {
      gauge(projector, "lag.events", p -> p.lag().events());
      gauge(projector, "lag.millis", p -> p.lag().millis(clock.instant()));
      gauge(projector, "dead.letters", p -> p.lag().deadLetters());
      gauge(projector, "applied", p -> p.counters().applied());
      gauge(projector, "duplicates", p -> p.counters().duplicates());
      gauge(projector, "gaps.filled", p -> p.counters().gapsFilled());
      gauge(projector, "swept", p -> p.counters().swept());
      gauge(projector, "parked", p -> p.counters().parked());
      gauge(projector, "rejected", p -> p.counters().rejected());
    }
  }

  private void gauge(
      ProjectionRunner projector, String figure, Function<ProjectionRunner, Number> value) {
    metrics.gauge(
        "orders.projection." + figure,
        () -> {
          try {
            return value.apply(projector);
          } catch (Unavailable away) {
            return Double.NaN;
          }
        },
        new Tag("projection", projector.name()));
  }
}
