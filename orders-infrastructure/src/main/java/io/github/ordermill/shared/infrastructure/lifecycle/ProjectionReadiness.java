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
 * Ready as far as views go: none lags more than its limit. Events behind a dead letter do not
 * count; they wait for a person, not for a machine.
 */
@Readiness
@ApplicationScoped
class ProjectionReadiness implements HealthCheck {

  @Inject ProjectionRegistry projections;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "orders.projection.max.lag", defaultValue = "PT60S")
  Duration limit;

  @Override
  public HealthCheckResponse call() {
    var check = HealthCheckResponse.named("projections");
    var now = clock.instant();
    boolean allInTime = true;
    try {
      for (var projector : projections.all()) {
        long lag = projector.lag().millis(now);
        if (lag > limit.toMillis()) {
          allInTime = false;
          check.withData(projector.name(), "lags " + lag + " ms, the limit is " + limit.toMillis());
        }
      }
      return check.status(allInTime).build();
    } catch (Unavailable away) {
      return check.down().withData("reason", "the database cannot be reached").build();
    }
  }
}
