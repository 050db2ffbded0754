package io.github.ordermill.shared.infrastructure.metrics;

import io.github.ordermill.shared.application.metrics.Metrics;

/** Metrics of their own for tests. */
public final class TestMetrics {

  private TestMetrics() {}

  /** An empty registry. */
  public static Metrics create() {
    return new PrometheusMetrics();
  }
}
