package io.github.ordermill.shared.infrastructure.resourceadapter;

import jakarta.resource.spi.ResourceAdapterInternalException;
import java.util.List;
import java.util.Locale;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.client.impl.ServerLocatorImpl;

/**
 * Address of the broker and credentials for it.
 *
 * @param connectors one per broker in the URL
 * @param highlyAvailable whether the URL has {@code ha=true}: the client fails over to the backup
 * @param user null if the broker requires none
 * @param password null if the broker requires none
 */
record BrokerSettings(
    List<TransportConfiguration> connectors,
    boolean highlyAvailable,
    String user,
    String password) {

  private static final String URL = "orders.broker.url";

  static BrokerSettings read() throws ResourceAdapterInternalException {
    var url = setting(URL);
    if (url == null) {
      throw new ResourceAdapterInternalException(
          "ORDERS_BROKER_URL is not set: give the URL of your Artemis, such as tcp://localhost:61616.");
    }
    try (var locator = ServerLocatorImpl.newLocator(url)) {
      return new BrokerSettings(
          List.of(locator.getStaticTransportConfigurations()),
          locator.isHA(),
          setting("orders.broker.user"),
          setting("orders.broker.password"));
    } catch (Exception malformed) {
      throw new ResourceAdapterInternalException(
          "ORDERS_BROKER_URL is not an Artemis URL such as tcp://localhost:61616: "
              + malformed.getMessage(),
          malformed);
    }
  }

  private static String setting(String key) {
    var value = System.getProperty(key);
    if (value == null) {
      value = System.getenv(key.toUpperCase(Locale.ROOT).replace('.', '_'));
    }
    return value == null || value.isBlank() ? null : value.strip();
  }
}
