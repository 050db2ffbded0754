package io.github.ordermill.shared.infrastructure.resourceadapter;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.FailoverEventType;
import org.apache.activemq.artemis.core.client.impl.ClientSessionImpl;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.apache.activemq.artemis.ra.inflow.ActiveMQActivation;

/**
 * Activation of a message-driven bean that notices when the broker has lost its queue. Artemis' own
 * does not: a consumer that the broker closes is closed and forgotten, and after a reconnection a
 * durable queue that is gone is not created again.
 */
class RenewableActivation extends ActiveMQActivation implements SubscriptionMXBean {

  private static final Logger LOG = Logger.getLogger(RenewableActivation.class.getName());

  private final EventSubscription spec;
  private final List<ClientSession> sessions = new CopyOnWriteArrayList<>();
  private final Set<ClientSession> reconnecting = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean renewing = new AtomicBoolean();
  private volatile boolean complete;
  private volatile boolean reconnected;

  RenewableActivation(
      OrdersResourceAdapter adapter, MessageEndpointFactory endpoints, EventSubscription spec)
      throws ResourceException {
    super(adapter, endpoints, spec);
    this.spec = spec;
  }

  @Override
  protected synchronized void setup() throws Exception {
    complete = false;
    sessions.clear();
    reconnecting.clear();
    reconnected = false;
    super.setup();
    complete = true;
  }

  @Override
  protected void teardown(boolean useInterrupt) {
    complete = false;
    super.teardown(useInterrupt);
  }

  @Override
  protected ClientSession setupSession(ClientSessionFactory connections) throws Exception {
    var session = super.setupSession(connections);
    session.addFailoverListener(event -> connectionChanged(session, event));
    sessions.add(session);
    return session;
  }

  private void connectionChanged(ClientSession session, FailoverEventType event) {
    if (event == FailoverEventType.FAILURE_DETECTED) {
      reconnecting.add(session);
    } else {
      reconnected = true;
      reconnecting.remove(session);
    }
  }

  @Override
  public String getQueue() {
    return ActiveMQDestination.createQueueNameForSubscription(
            true, spec.getClientID(), spec.getSubscriptionName())
        .toString();
  }

  @Override
  public boolean isActive() {
    return complete && !renewing.get();
  }

  @Override
  public boolean isLost() {
    return isActive()
        && reconnecting.isEmpty()
        && (reconnected || !sessions.stream().allMatch(RenewableActivation::isConsuming));
  }

  private static boolean isConsuming(ClientSession session) {
    if (session.isClosed() || !(session instanceof ClientSessionImpl known)) {
      return !session.isClosed();
    }
    Collection<? extends ClientConsumer> consumers = known.cloneConsumers();
    return !consumers.isEmpty() && consumers.stream().noneMatch(ClientConsumer::isClosed);
  }

  /** Runs on a thread of the server: consumers need the class loader of the application. */
  @Override
  public void renew() {
    if (renewing.compareAndSet(false, true)) {
      try {
        getWorkManager().scheduleWork(new Renewal());
      } catch (WorkException stopping) {
        renewing.set(false);
        LOG.log(Level.WARNING, "A subscription cannot be renewed", stopping);
      }
    }
  }

  private final class Renewal implements Work {

    @Override
    public void run() {
      try {
        teardown(false);
        setup();
      } catch (Exception fault) {
        startReconnectThread("renewal failed: " + fault.getMessage()); // tries until it succeeds
      } finally {
        renewing.set(false);
      }
    }

    @Override
    public void release() {
      // ends by itself
    }
  }
}
