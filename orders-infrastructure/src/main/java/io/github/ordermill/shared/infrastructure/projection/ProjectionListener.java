package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;

/**
 * Hands what arrives on a projection's own durable subscription to its projector. A message that is
 * no event at all makes the broker deliver again and at last put it into its dead-letter address.
 *
 * <p>There is no container transaction: the projector commits by itself, and the session
 * acknowledges when {@link #onMessage} returns.
 */
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public abstract class ProjectionListener implements MessageListener {

  private final String projection;

  @Inject Projections projections;

  /** Listens for the projection of that name. */
  protected ProjectionListener(String projection) {
    this.projection = projection;
  }

  @Override
  public void onMessage(Message message) {
    projections.projector(projection).deliver(eventIn(message));
  }

  private static RecordedEvent eventIn(Message message) {
    if (!(message instanceof TextMessage text)) {
      throw new IllegalArgumentException("not an event: not a text message");
    }
    try {
      return RecordedEvent.fromJson(text.getText());
    } catch (JMSException e) {
      throw new IllegalArgumentException("not an event: " + e.getMessage(), e);
    }
  }
}
