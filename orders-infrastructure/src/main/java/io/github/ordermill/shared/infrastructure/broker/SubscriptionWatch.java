package io.github.ordermill.shared.infrastructure.broker;

import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.application.background.BackgroundTask;
import io.github.ordermill.shared.application.background.Each;
import io.github.ordermill.shared.infrastructure.projection.ProjectionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Renews durable subscriptions that were deleted at the broker, or that a broker without its data
 * does not have any more. Events that were published in between are in no queue: the projection
 * reads them from the log, once a second rather than when the scan for missed events is due.
 */
@ApplicationScoped
class SubscriptionWatch implements BackgroundTask {

  private static final Logger LOG = Logger.getLogger(SubscriptionWatch.class.getName());

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Set<String> inRenewal = new HashSet<>();

  private BrokerMetrics metrics;
  private ProjectionRegistry projections;
  private String brokerUrl;
  private String brokerUser;
  private String brokerPassword;
  private String deadLetterQueue;
  private volatile BrokerSession broker;

  /** For CDI only. */
  protected SubscriptionWatch() {}

  @Inject
  SubscriptionWatch(
      BrokerMetrics metrics,
      ProjectionRegistry projections,
      @ConfigProperty(name = "orders.broker.url") String brokerUrl,
      @ConfigProperty(name = "orders.broker.user", defaultValue = "") String brokerUser,
      @ConfigProperty(name = "orders.broker.password", defaultValue = "") String brokerPassword,
      @ConfigProperty(
              name = "orders.broker.dead.letter.queue",
              defaultValue = "orders.dead-letters")
          String deadLetterQueue) {
    this.metrics = metrics;
    this.projections = projections;
    this.brokerUrl = brokerUrl;
    this.brokerUser = brokerUser;
    this.brokerPassword = brokerPassword;
    this.deadLetterQueue = deadLetterQueue;
  }

  @Override
  public String loopName() {
    return "subscriptions";
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  @Override
  public void turn(Heartbeat heartbeat) throws Exception {
    try {
      connect();
      Each.of(ManagedSubscription.all(), this::check);
      readDeadLetters();
    } catch (ActiveMQException away) {
      disconnect();
      throw new Unavailable(away);
    } catch (Exception | Error fault) {
      disconnect();
      throw fault;
    }
  }

  /** A user who may not see the queue has no such metric. */
  private void readDeadLetters() throws ActiveMQException {
    try {
      metrics.deadLetters(broker.queue(deadLetterQueue));
    } catch (ActiveMQSecurityException hidden) {
      LOG.log(Level.FINE, "The dead-letter queue cannot be read", hidden);
    }
  }

  private void connect() throws Exception {
    if (broker != null && broker.isClosed()) {
      disconnect();
    }
    if (broker == null) {
      broker = BrokerSession.open(brokerUrl, brokerUser, brokerPassword);
      metrics.connected();
    }
  }

  private void disconnect() {
    metrics.disconnected();
    if (broker != null) {
      broker.close();
      broker = null;
    }
  }

  /** Reads its events from the log in each turn until it is renewed, and once more afterwards. */
  private void check(ManagedSubscription subscription) throws JMException, ActiveMQException {
    var name = subscription.name();
    var queue = broker.queue(subscription.queue());
    metrics.queue(name, queue);
    boolean isActive = subscription.isActive();
    if (isActive && (!queue.isExists() || subscription.isLost())) {
      LOG.log(
          Level.WARNING,
          "The subscription {0} is renewed: {1}",
          new Object[] {
            name,
            queue.isExists()
                ? "its consumers were disconnected"
                : "the broker does not have its queue"
          });
      inRenewal.add(name);
      metrics.renewals(name).increment();
      subscription.renew();
    } else if (isActive && inRenewal.remove(name)) {
      LOG.log(Level.INFO, "The subscription {0} receives events again", name);
      projections.runner(name).expectMissedEvents();
    }
    if (inRenewal.contains(name)) {
      projections.runner(name).expectMissedEvents();
    }
  }

  @Override
  public void stop() {
    disconnect();
  }
}
