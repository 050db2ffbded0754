package io.github.ordermill.shared.infrastructure.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Startup check: migrations have been run and the background threads have been started. */
@Default
@Startup
@ApplicationScoped
class StartState implements HealthCheck {

  private volatile boolean started;

  void started() {
    started = true;
  }

  boolean isStarted() {
    return started;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("application").status(started).build();
  }
}
