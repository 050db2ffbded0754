package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.application.background.OutOfMemory;
import io.github.ordermill.shared.infrastructure.relay.EventMessage;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Base class of the message-driven beans, one per projection, each with a durable subscription of
 * its own. A message that is no event makes the broker redeliver it and at last move it to its
 * dead-letter address.
 *
 * <p>There is no container transaction: the runner commits by itself, and the session acknowledges
 * when {@link #onMessage} returns.
 */
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public abstract class ProjectionListener implements MessageListener {

  private static final Logger LOG = Logger.getLogger(ProjectionListener.class.getName());

  private final ProjectionRegistry projections;
  private final String projection;

  /**
   * Creates a listener.
   *
   * @param projection name of the projection that its messages are for
   */
  protected ProjectionListener(ProjectionRegistry projections, String projection) {
    this.projections = projections;
    this.projection = projection;
  }

  @Override
  public void onMessage(Message message) {
    var runner = projections.runner(projection);
    boolean isFirstDelivery = isFirstDelivery(message);
    if (!isFirstDelivery) {
      runner.counters().messageRedelivered();
    }
    try {
      runner.deliver(EventMessage.read(message, runner.aggregateType()));
    } catch (IllegalArgumentException | JMSException rubbish) {
      if (isFirstDelivery) {
        runner.counters().messageRejected();
        LOG.log(
            Level.WARNING,
            "A message that is no event goes to the dead-letter address: {0}",
            rubbish.getMessage());
      }
      throw new IllegalArgumentException("not an event", rubbish);
    } catch (Error fault) {
      OutOfMemory.endProcessAt(fault);
      throw fault; // the broker delivers the message again
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
