package io.github.ordermill.shared.infrastructure.broker;

import io.github.ordermill.shared.application.metrics.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.client.ClientSession.QueueQuery;

/**
 * Metrics of the broker, {@code orders_broker_…}, as of the last turn of {@link SubscriptionWatch};
 * NaN while the broker is unavailable.
 */
@ApplicationScoped
class BrokerMetrics {

  private final Map<String, Depth> queues = new ConcurrentHashMap<>();
  private volatile boolean connected;
  private volatile double deadLetters = Double.NaN;

  private Metrics metrics;

  /** What is known of one queue. */
  private static final class Depth {
    private volatile double messages = Double.NaN;
    private volatile double consumers = Double.NaN;
  }

  /** For CDI only. */
  protected BrokerMetrics() {}

  @Inject
  BrokerMetrics(Metrics metrics) {
    this.metrics = metrics;
    metrics.gauge(
        "orders_broker_connected", "1 if the broker can be reached", () -> connected ? 1 : 0);
    metrics.gauge(
        "orders_broker_dead_letter_messages",
        "Messages in the dead-letter queue of the broker",
        () -> connected ? deadLetters : Double.NaN);
  }

  void connected() {
    connected = true;
  }

  void disconnected() {
    connected = false;
  }

  void deadLetters(QueueQuery queue) {
    deadLetters = queue.isExists() ? queue.getMessageCount() : Double.NaN;
  }

  /** Sets the depth of a projection's queue: 0 messages and consumers if there is no such queue. */
  void queue(String projection, QueueQuery queue) {
    var depth = queues.computeIfAbsent(projection, this::register);
    depth.messages = queue.isExists() ? queue.getMessageCount() : 0;
    depth.consumers = queue.isExists() ? queue.getConsumerCount() : 0;
  }

  private Depth register(String projection) {
    var depth = new Depth();
    metrics.gauge(
        "orders_broker_queue_messages",
        "Messages in the queue of a projection",
        () -> connected ? depth.messages : Double.NaN,
        "projection",
        projection);
    metrics.gauge(
        "orders_broker_queue_consumers",
        "Consumers of the queue of a projection, those of all nodes",
        () -> connected ? depth.consumers : Double.NaN,
        "projection",
        projection);
    renewals(projection);
    return depth;
  }

  /** Counter of renewals of a projection's subscription. */
  Metrics.Counter renewals(String projection) {
    return metrics.counter(
        "orders_broker_subscription_renewals",
        "Renewals of a projection's subscription after the broker lost it",
        "projection",
        projection);
  }
}
