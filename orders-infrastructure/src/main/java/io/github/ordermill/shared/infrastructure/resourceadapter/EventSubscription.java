package io.github.ordermill.shared.infrastructure.resourceadapter;

import io.github.ordermill.shared.infrastructure.relay.Relay;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.ra.inflow.ActiveMQActivationSpec;

/**
 * Activation spec of the message-driven beans: a durable, shared subscription to the topic of
 * events. A bean sets two activation properties, {@code subscriptionName} and {@code
 * aggregateType}; the rest are defaults here, since Jakarta EE has no other place for values that
 * all beans share: an activation configuration is inherited neither from a superclass nor through a
 * meta-annotation.
 */
public class EventSubscription extends ActiveMQActivationSpec {

  private static final long serialVersionUID = 1L;

  private static final Pattern AGGREGATE_TYPE = Pattern.compile("\\w+");
  private static final int SESSIONS = 12;

  private String aggregateType;

  /** For the container. */
  public EventSubscription() {
    setUseJNDI(false);
    setDestinationType("jakarta.jms.Topic");
    setDestination(Relay.TOPIC);
    setAcknowledgeMode("Auto-acknowledge");
    setSubscriptionDurability("Durable");
    setClientID("ordermill");
    setShareSubscriptions(true);
    setMaxSession(SESSIONS);
  }

  /**
   * Selects messages with events of one aggregate type. Messages without a type are no events; they
   * are selected too, so that they end in the dead-letter address and not nowhere.
   *
   * @throws IllegalArgumentException if it has other characters than letters, digits and _
   */
  public void setAggregateType(String aggregateType) {
    if (!AGGREGATE_TYPE.matcher(aggregateType).matches()) {
      throw new IllegalArgumentException("not an aggregate type: " + aggregateType);
    }
    this.aggregateType = aggregateType;
    setMessageSelector("aggregateType = '" + aggregateType + "' OR aggregateType IS NULL");
  }

  public String getAggregateType() {
    return aggregateType;
  }
}
