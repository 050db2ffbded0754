package io.github.ordermill.shared.infrastructure.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The time: UTC, in milliseconds, which is what clients are shown. */
@ApplicationScoped
class ClockProducer {

  @Produces
  Clock clock() {
    return Clock.tickMillis(java.time.ZoneOffset.UTC);
  }
}
