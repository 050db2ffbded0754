package io.github.ordermill.shared.web.websocket;

import io.github.ordermill.shared.application.metrics.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Gauges {@code orders_sockets}, open websockets, and {@code orders_socket_operations}, operations
 * in progress on them.
 */
@ApplicationScoped
class WebSocketMetrics {

  private Metrics metrics;
  private WebSocketSessions sessions;

  /** For CDI only. */
  protected WebSocketMetrics() {}

  @Inject
  WebSocketMetrics(Metrics metrics, WebSocketSessions sessions) {
    this.metrics = metrics;
    this.sessions = sessions;
  }

  void register(@Observes @Initialized(ApplicationScoped.class) Object application) {
    metrics.gauge("orders_sockets", "Open websockets", sessions::size);
    metrics.gauge(
        "orders_socket_operations", "Operations in progress on websockets", sessions::operations);
    metrics.gauge(
        "orders_socket_bytes", "Bytes that websockets hold, as reserved", sessions::bytes);
  }
}
