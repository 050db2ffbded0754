package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import java.util.UUID;
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

  @Inject Projections projections;

  /** Listens for the projection of that name. */
  protected ProjectionListener(String projection) {
    this.projection = projection;
  }

  @Override
  public void onMessage(Message message) {
    var projector = projections.projector(projection);
    RecordedEvent event;
    try {
      if (isKnown(message, projector)) {
        return;
      }
      event = eventIn(message);
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
    projector.deliver(event);
  }

  private static RecordedEvent eventIn(Message message) throws JMSException {
    if (message instanceof TextMessage text) {
      return RecordedEvent.fromJson(text.getText());
    }
    throw new IllegalArgumentException("not an event: not a text message");
  }

  /** From the headers alone: in a backlog most messages are of events that were read ahead. */
  private static boolean isKnown(Message message, Projector projector) throws JMSException {
    var order = message.getStringProperty("orderId");
    return order != null
        && message.propertyExists("orderVersion")
        && projector.knows(UUID.fromString(order), message.getIntProperty("orderVersion"));
  }

  private static boolean isFirstDelivery(Message message) {
    try {
      return !message.getJMSRedelivered();
    } catch (JMSException e) {
      return true;
    }
  }
}
