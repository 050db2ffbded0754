package io.github.ordermill.shared.infrastructure.resourceadapter;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.ra.ActiveMQResourceAdapter;
import org.apache.activemq.artemis.ra.ConnectionFactoryProperties;
import org.apache.activemq.artemis.ra.inflow.ActiveMQActivationSpec;

/**
 * Artemis' adapter, connected to the broker that {@code orders.broker.url}, {@code
 * orders.broker.user} and {@code orders.broker.password} name (system properties, or environment
 * variables such as {@code ORDERS_BROKER_URL}).
 *
 * <p>It waits for a broker that is away for as long as it takes, so a restarted broker needs no
 * restart of the application. An Artemis URL may name several brokers and carry transport
 * parameters: {@code (tcp://one:61616,tcp://two:61616)?sslEnabled=true&ha=true}.
 */
public class OrdersResourceAdapter extends ActiveMQResourceAdapter {

  private static final long serialVersionUID = 1L;
  private static final long FIRST_RETRY_MILLIS = 250;
  private static final long LAST_RETRY_MILLIS = 3_000;

  /**
   * Also how long a stop waits for receivers whose broker is away: once for what they are doing,
   * once for their sessions; then Artemis gives them 5 s more.
   */
  private static final long CALL_MILLIS = 5_000;

  /** For the container, which creates adapters by reflection. */
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

  /**
   * Receivers wait for a broker that is away; senders are told at once and try again in their own
   * time.
   */
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
