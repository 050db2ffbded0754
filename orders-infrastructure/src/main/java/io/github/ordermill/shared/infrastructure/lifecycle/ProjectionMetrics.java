package io.github.ordermill.shared.infrastructure.lifecycle;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.application.metrics.Metrics;
import io.github.ordermill.shared.infrastructure.projection.ProjectionCounters;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRegistry;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Metrics of each projection, {@code orders_projection_…}: lag in events and seconds and open dead
 * letters, the same on every node; events applied, duplicates, gaps filled, swept (found by the
 * scan for missed events), parked, rejected and redelivered on this node since it started.
 */
@ApplicationScoped
class ProjectionMetrics {

  private Metrics metrics;
  private ProjectionRegistry projections;
  private Clock clock;

  /** For CDI only. */
  protected ProjectionMetrics() {}

  @Inject
  ProjectionMetrics(Metrics metrics, ProjectionRegistry projections, Clock clock) {
    this.metrics = metrics;
    this.projections = projections;
    this.clock = clock;
  }

  void register() {
    for (var runner : projections.all()) {
      gauge(runner, "lag_events", "Events not applied yet", p -> p.lag().events());
      gauge(
          runner,
          "lag_seconds",
          "Age of the oldest event not applied yet",
          p -> p.lag().millis(clock.instant()) / 1e3);
      gauge(runner, "dead_letters", "Open dead letters", p -> p.lag().deadLetters());
      counter(runner, "applied", "Events applied", ProjectionCounters::applied);
      counter(runner, "duplicates", "Duplicates skipped", ProjectionCounters::duplicates);
      counter(
          runner,
          "gaps_filled",
          "Gaps that were read from the log",
          ProjectionCounters::gapsFilled);
      counter(runner, "swept", "Finds of the scan for missed events", ProjectionCounters::missed);
      counter(runner, "parked", "Events parked as dead letters", ProjectionCounters::parked);
      counter(runner, "rejected", "Messages that were not events", ProjectionCounters::rejected);
      counter(runner, "redelivered", "Messages delivered again", ProjectionCounters::redelivered);
    }
  }

  private void gauge(
      ProjectionRunner runner,
      String figure,
      String help,
      ToDoubleFunction<ProjectionRunner> value) {
    metrics.gauge(
        "orders_projection_" + figure,
        help,
        () -> {
          try {
            return value.applyAsDouble(runner);
          } catch (Unavailable away) {
            return Double.NaN;
          }
        },
        "projection",
        runner.name());
  }

  private void counter(
      ProjectionRunner runner,
      String figure,
      String help,
      ToLongFunction<ProjectionCounters> total) {
    metrics.counter(
        "orders_projection_" + figure,
        help,
        () -> total.applyAsLong(runner.counters()),
        "projection",
        runner.name());
  }
}
