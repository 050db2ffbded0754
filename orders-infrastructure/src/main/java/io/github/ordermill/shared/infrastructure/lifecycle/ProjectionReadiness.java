package io.github.ordermill.shared.infrastructure.lifecycle;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness check: no projection lags by more than {@code orders.projection.max.lag}. Events held
 * by a dead letter do not count, since they wait for an operator.
 */
@Readiness
@ApplicationScoped
class ProjectionReadiness implements HealthCheck {

  private ProjectionRegistry projections;
  private Clock clock;
  private Duration limit;

  /** For CDI only. */
  protected ProjectionReadiness() {}

  @Inject
  ProjectionReadiness(
      ProjectionRegistry projections,
      Clock clock,
      @ConfigProperty(name = "orders.projection.max.lag", defaultValue = "PT60S") Duration limit) {
    this.projections = projections;
    this.clock = clock;
    this.limit = limit;
  }

  @Override
  public HealthCheckResponse call() {
    var check = HealthCheckResponse.named("projections");
    var now = clock.instant();
    boolean allInTime = true;
    try {
      for (var runner : projections.all()) {
        long lag = runner.lag().millis(now);
        if (lag > limit.toMillis()) {
          allInTime = false;
          check.withData(runner.name(), "lags " + lag + " ms, the limit is " + limit.toMillis());
        }
      }
      return check.status(allInTime).build();
    } catch (Unavailable away) {
      return check.down().withData("reason", "the database cannot be reached").build();
    }
  }
}
