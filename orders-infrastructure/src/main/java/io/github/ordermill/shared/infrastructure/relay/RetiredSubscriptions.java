package io.github.ordermill.shared.infrastructure.relay;

import jakarta.jms.Session;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;

/**
 * Durable subscriptions of projections that are no more: the broker would keep every event for
 * them, for good.
 */
final class RetiredSubscriptions {

  private static final Logger LOG = Logger.getLogger(RetiredSubscriptions.class.getName());

  /** Client identifier and subscription, as Artemis names the queue behind both. */
  private static final List<String> QUEUES = List.of("ordermill.customer", "ordermill.sales");

  private RetiredSubscriptions() {}

  /** Removes what is left of them; what cannot be removed yet is left to the next relay. */
  static void remove(Session session) {
    var broker = ((ActiveMQSession) session).getCoreSession();
    for (var queue : QUEUES) {
      try {
        if (broker.queueQuery(SimpleString.of(queue)).isExists()) {
          broker.deleteQueue(queue);
          LOG.log(
              Level.INFO, "The subscription {0}, which nobody reads any more, is removed", queue);
        }
      } catch (ActiveMQException refused) {
        LOG.log(
            Level.WARNING,
            "The subscription {0} is still there, remove it from the broker: {1}",
            new Object[] {queue, refused.getMessage()});
      }
    }
  }
}
