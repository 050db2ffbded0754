package io.github.ordermill.shared.web.websocket;

import io.github.ordermill.shared.web.consistency.ReadYourWrites;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * Figures of what this node holds open: {@code orders_waiters}, fields that wait for a view; {@code
 * orders_sockets}, websockets; {@code orders_socket_operations}, what goes on upon them.
 */
@ApplicationScoped
class WebSocketMetrics {

  @Inject MetricRegistry metrics;
  @Inject ReadYourWrites reads;
  @Inject WebSocketSessions sockets;

  void register(@Observes @Initialized(ApplicationScoped.class) Object application) {
    metrics.gauge("orders.waiters", reads::waiting);
    metrics.gauge("orders.sockets", sockets::size);
    metrics.gauge("orders.socket.operations", sockets::operations);
  }
}
