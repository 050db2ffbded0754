package io.github.ordermill.shared.infrastructure.running;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The time: UTC, in milliseconds, which is what clients are shown. */
@ApplicationScoped
class Clocks {

  @Produces
  Clock clock() {
    return Clock.tickMillis(java.time.ZoneOffset.UTC);
  }
}
