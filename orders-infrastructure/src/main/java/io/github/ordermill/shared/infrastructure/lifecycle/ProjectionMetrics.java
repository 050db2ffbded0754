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
 * Metrics of each projection, {@code orders_projection_…}: lag in events and milliseconds and open
 * dead letters, the same on every node; events applied, duplicates, gaps filled, swept (found by
 * the scan for missed events), parked and rejected on this node since it started.
 */
@ApplicationScoped
class ProjectionMetrics {

  private MetricRegistry metrics;
  private ProjectionRegistry projections;
  private Clock clock;

  /** For CDI only. */
  protected ProjectionMetrics() {}

  @Inject
  ProjectionMetrics(MetricRegistry metrics, ProjectionRegistry projections, Clock clock) {
    this.metrics = metrics;
    this.projections = projections;
    this.clock = clock;
  }

  void register() {
    for (var runner : projections.all()) {
      gauge(runner, "lag.events", p -> p.lag().events());
      gauge(runner, "lag.millis", p -> p.lag().millis(clock.instant()));
      gauge(runner, "dead.letters", p -> p.lag().deadLetters());
      gauge(runner, "applied", p -> p.counters().applied());
      gauge(runner, "duplicates", p -> p.counters().duplicates());
      gauge(runner, "gaps.filled", p -> p.counters().gapsFilled());
      gauge(runner, "swept", p -> p.counters().missed());
      gauge(runner, "parked", p -> p.counters().parked());
      gauge(runner, "rejected", p -> p.counters().rejected());
    }
  }

  private void gauge(
      ProjectionRunner runner, String figure, Function<ProjectionRunner, Number> value) {
    metrics.gauge(
        "orders.projection." + figure,
        () -> {
          try {
            return value.apply(runner);
          } catch (Unavailable away) {
            return Double.NaN;
          }
        },
        new Tag("projection", runner.name()));
  }
}
