package io.github.ordermill.shared.web.consistency;

import io.github.ordermill.shared.application.metrics.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Gauge {@code orders_waiters}: fields that wait for a view at present. */
@ApplicationScoped
class ReadYourWritesMetrics {

  private Metrics metrics;
  private ReadYourWrites reads;

  /** For CDI only. */
  protected ReadYourWritesMetrics() {}

  @Inject
  ReadYourWritesMetrics(Metrics metrics, ReadYourWrites reads) {
    this.metrics = metrics;
    this.reads = reads;
  }

  void register(@Observes @Initialized(ApplicationScoped.class) Object application) {
    metrics.gauge("orders_waiters", "Fields that wait for a view", reads::waiting);
  }
}
