package io.github.ordermill.shared.web.websocket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * Gauges {@code orders_sockets}, open websockets, and {@code orders_socket_operations}, operations
 * in progress on them.
 */
@ApplicationScoped
class WebSocketMetrics {

  private MetricRegistry metrics;
  private WebSocketSessions sessions;

  /** For CDI only. */
  protected WebSocketMetrics() {}

  @Inject
  WebSocketMetrics(MetricRegistry metrics, WebSocketSessions sessions) {
    this.metrics = metrics;
    this.sessions = sessions;
  }

  void register(@Observes @Initialized(ApplicationScoped.class) Object application) {
    metrics.gauge("orders.sockets", sessions::size);
    metrics.gauge("orders.socket.operations", sessions::operations);
  }
}
