package io.github.ordermill.shared.web.consistency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Gauge {@code orders_waiters}: fields that wait for a view at present. */
@ApplicationScoped
class ReadYourWritesMetrics {

  private MetricRegistry metrics;
  private ReadYourWrites reads;

  /** For CDI only. */
  protected ReadYourWritesMetrics() {}

  @Inject
  ReadYourWritesMetrics(MetricRegistry metrics, ReadYourWrites reads) {
    this.metrics = metrics;
    this.reads = reads;
  }

  void register(@Observes @Initialized(ApplicationScoped.class) Object application) {
    metrics.gauge("orders.waiters", reads::waiting);
  }
}
