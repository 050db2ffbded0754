package io.github.ordermill.shared.infrastructure.lifecycle;

import io.github.ordermill.shared.application.background.BackgroundLoops;
import io.github.ordermill.shared.infrastructure.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Liveness check: no background loop stands still. It needs neither the database nor the broker,
 * and a loop that waits for one of them is alive: a restart would not help.
 */
@Liveness
@ApplicationScoped
class LoopLiveness implements HealthCheck {

  private BackgroundLoops loops;
  private Database database;

  /** For CDI only. */
  protected LoopLiveness() {}

  @Inject
  LoopLiveness(BackgroundLoops loops, Database database) {
    this.loops = loops;
    this.database = database;
  }

  @Override
  public HealthCheckResponse call() {
    var check = HealthCheckResponse.named("loops").up();
    for (var loop : loops.all()) {
      loop.standstill(database.sinceUnavailable())
          .ifPresent(reason -> check.down().withData(loop.name(), reason));
    }
    return check.build();
  }
}
