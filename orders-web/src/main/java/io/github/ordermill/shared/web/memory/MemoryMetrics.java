package io.github.ordermill.shared.web.memory;

import io.github.ordermill.shared.application.metrics.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Metrics of the {@link MemoryBudget}: what it has, what is reserved, and what was refused. */
@ApplicationScoped
class MemoryMetrics {

  private Metrics metrics;
  private MemoryBudget budget;

  /** For CDI only. */
  protected MemoryMetrics() {}

  @Inject
  MemoryMetrics(Metrics metrics, MemoryBudget budget) {
    this.metrics = metrics;
    this.budget = budget;
  }

  void register(@Observes @Initialized(ApplicationScoped.class) Object application) {
    metrics.gauge(
        "orders_memory_budget_bytes",
        "Heap that requests, sockets and caches may reserve",
        budget::capacity);
    metrics.gauge(
        "orders_memory_reserved_bytes",
        "Heap that requests, sockets and caches have reserved",
        budget::reserved);
    metrics.counter(
        "orders_memory_refusals", "Reservations of heap that were refused", budget::refusals);
  }
}
