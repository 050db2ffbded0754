package io.github.ordermill.shared.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Figures of what this node holds open: {@code orders_waiters}, fields that wait for a view. */
@ApplicationScoped
class WaitingMetrics {

  @Inject MetricRegistry metrics;
  @Inject ConsistentReads reads;

  void register(@Observes @Initialized(ApplicationScoped.class) Object application) {
    metrics.gauge("orders.waiters", reads::waiting);
  }
}
