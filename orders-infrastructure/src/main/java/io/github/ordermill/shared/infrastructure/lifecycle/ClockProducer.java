package io.github.ordermill.shared.infrastructure.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Produces the clock: UTC, in milliseconds, the precision of the API. */
@ApplicationScoped
class ClockProducer {

  @Produces
  Clock clock() {
    return Clock.tickMillis(java.time.ZoneOffset.UTC);
  }
}
