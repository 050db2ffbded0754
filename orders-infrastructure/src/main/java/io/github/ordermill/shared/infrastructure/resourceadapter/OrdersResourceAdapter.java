package io.github.ordermill.shared.infrastructure.resourceadapter;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.transaction.xa.XAResource;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.ra.ActiveMQResourceAdapter;
import org.apache.activemq.artemis.ra.ConnectionFactoryProperties;
import org.apache.activemq.artemis.ra.inflow.ActiveMQActivationSpec;

/**
 * Artemis' adapter, configured by {@code orders.broker.url}, {@code orders.broker.user} and {@code
 * orders.broker.password} (system properties, or environment variables such as {@code
 * ORDERS_BROKER_URL}).
 *
 * <p>It reconnects without limit, so that a restart of the broker needs no restart of the
 * application. An Artemis URL may name several brokers and carry transport parameters: {@code
 * (tcp://one:61616,tcp://two:61616)?sslEnabled=true&ha=true}.
 */
public class OrdersResourceAdapter extends ActiveMQResourceAdapter {

  private static final long serialVersionUID = 1L;
  private static final long FIRST_RETRY_MILLIS = 250;
  private static final long LAST_RETRY_MILLIS = 3_000;

  /**
   * Call timeout. A stop waits for it twice if the broker is unavailable, for the receivers' calls
   * and for their sessions; then Artemis waits 5 s more.
   */
  private static final long CALL_MILLIS = 5_000;

  private final transient Activations subscriptions = new Activations();

  /** For the container. */
  public OrdersResourceAdapter() {
    setReconnectAttempts(-1);
    setRetryInterval(FIRST_RETRY_MILLIS);
    setRetryIntervalMultiplier(2.0);
    setMaxRetryInterval(LAST_RETRY_MILLIS);
    setSetupAttempts(-1);
    setSetupInterval(LAST_RETRY_MILLIS);
    setCallTimeout(CALL_MILLIS);
    setClientFailureCheckPeriod(10_000L);
    setConnectionTTL(30_000L);
  }

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    var broker = BrokerSettings.read();
    var connectors = broker.connectors();
    getProperties().setParsedConnectorClassNames(classNamesOf(connectors));
    getProperties().setParsedConnectionParameters(parametersOf(connectors));
    setHA(broker.highlyAvailable());
    if (broker.user() != null) {
      setUserName(broker.user());
      setPassword(broker.password());
    }
    super.start(context);
  }

  @Override
  public void endpointActivation(MessageEndpointFactory endpoints, ActivationSpec spec)
      throws ResourceException {
    var events = (EventSubscription) spec;
    subscriptions.start(events, new RenewableActivation(this, endpoints, events));
  }

  @Override
  public void endpointDeactivation(MessageEndpointFactory endpoints, ActivationSpec spec) {
    subscriptions.stop((EventSubscription) spec);
  }

  @Override
  public XAResource[] getXAResources(ActivationSpec[] specs) {
    return subscriptions.xaResources(specs);
  }

  @Override
  public void stop() {
    subscriptions.stopAll();
    super.stop();
  }

  /** Receivers wait for an unavailable broker; senders fail at once and retry by themselves. */
  @Override
  public ActiveMQConnectionFactory newConnectionFactory(ConnectionFactoryProperties properties) {
    var made = super.newConnectionFactory(properties);
    if (properties instanceof ActiveMQActivationSpec) {
      return made;
    }
    made.setReconnectAttempts(0);
    return new OrdersConnectionFactory(made, getUserName(), getPassword());
  }

  private static List<String> classNamesOf(List<TransportConfiguration> connectors) {
    var names = new ArrayList<String>();
    connectors.forEach(connector -> names.add(connector.getFactoryClassName()));
    return names;
  }

  private static List<Map<String, Object>> parametersOf(List<TransportConfiguration> connectors) {
    var parameters = new ArrayList<Map<String, Object>>();
    connectors.forEach(connector -> parameters.add(connector.getParams()));
    return parameters;
  }
}
