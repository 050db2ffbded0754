package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.infrastructure.relay.EventMessage;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hands what arrives on a projection's own durable subscription to its projector. A message that is
 * no event at all makes the broker deliver again and at last put it into its dead-letter address.
 *
 * <p>There is no container transaction: the projector commits by itself, and the session
 * acknowledges when {@link #onMessage} returns.
 */
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public abstract class ProjectionListener implements MessageListener {

  private static final Logger LOG = Logger.getLogger(ProjectionListener.class.getName());

  private final String projection;

  @Inject ProjectionRegistry projections;

  /** Listens for the projection of that name. */
  protected ProjectionListener(String projection) {
    this.projection = projection;
  }

  @Override
  public void onMessage(Message message) {
    var projector = projections.projector(projection);
    try {
      projector.deliver(EventMessage.read(message, projector.aggregateType()));
    } catch (IllegalArgumentException | JMSException rubbish) {
      if (isFirstDelivery(message)) {
        projector.counters().messageRejected();
        LOG.log(
            Level.WARNING,
            "A message that is no event goes to the dead-letter address: {0}",
            rubbish.getMessage());
      }
      throw new IllegalArgumentException("not an event", rubbish);
    }
  }

  private static boolean isFirstDelivery(Message message) {
    try {
      return !message.getJMSRedelivered();
    } catch (JMSException e) {
      return true;
    }
  }
}
