package io.github.ordermill.launcher;

import io.github.ordermill.boot.ParentProcessWatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * Persistent Artemis broker in this JVM. {@link BrokerServer} runs it as a child process. The same
 * settings are required of a broker in production.
 */
public final class EmbeddedBroker {

  /**
   * Address of messages that were rejected {@value #DELIVERY_ATTEMPTS} times; without a dead-letter
   * address Artemis would remove them.
   */
  static final String DEAD_LETTERS = "orders.dead-letters";

  static final String EXPIRED = "orders.expired";
  static final int DELIVERY_ATTEMPTS = 10;

  private static final Logger LOGGER = Logger.getLogger("org.apache.activemq");
  private static final String EVENT_TOPIC = "orders.events";
  private static final String ROLE = "orders";
  private static final int FLUSHES_PER_SECOND = 2_000;

  private EmbeddedBroker() {}

  /**
   * Runs a broker until the process ends.
   *
   * @param arguments data directory and port
   */
  public static void main(String... arguments) throws Exception {
    LOGGER.setLevel(Level.WARNING);
    var broker =
        start(
            Path.of(arguments[0]),
            Integer.parseInt(arguments[1]),
            System.getenv("ORDERS_BROKER_USER"),
            System.getenv("ORDERS_BROKER_PASSWORD"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "broker-stop"));
    ParentProcessWatch.start();
    Thread.currentThread().join();
  }

  private static EmbeddedActiveMQ start(Path data, int port, String user, String password)
      throws Exception {
    var broker = new EmbeddedActiveMQ();
    broker.setConfiguration(configuration(data, port));
    var users = new SecurityConfiguration(Map.of(user, password), Map.of(user, List.of(ROLE)));
    broker.setSecurityManager(
        new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
    broker.start();
    return broker;
  }

  private static void stop(EmbeddedActiveMQ broker) {
    try {
      broker.stop();
    } catch (Exception e) {
      System.err.println("The broker did not stop gracefully: " + e);
    }
  }

  private static Configuration configuration(Path data, int port) throws Exception {
    var addressSettings = new AddressSettings();
    addressSettings.setDeadLetterAddress(SimpleString.of(DEAD_LETTERS));
    addressSettings.setExpiryAddress(SimpleString.of(EXPIRED));
    addressSettings.setMaxDeliveryAttempts(DELIVERY_ATTEMPTS);
    addressSettings.setRedeliveryDelay(200);
    addressSettings.setRedeliveryMultiplier(2);
    addressSettings.setMaxRedeliveryDelay(5_000);
    addressSettings.setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
    addressSettings.setMaxSizeBytes(32L * 1024 * 1024);
    addressSettings.setPageSizeBytes(1024 * 1024);
    addressSettings.setAutoCreateAddresses(true);
    addressSettings.setAutoCreateQueues(true);
    addressSettings.setAutoDeleteAddresses(false);
    addressSettings.setAutoDeleteQueues(false);

    var configuration = new ConfigurationImpl();
    configuration.setName("orders");
    configuration.setPersistenceEnabled(true);
    configuration.setJournalType(JournalType.NIO);
    configuration.setJournalSyncTransactional(true);
    configuration.setJournalSyncNonTransactional(true);
    configuration.setJournalBufferTimeout_NIO(1_000_000_000 / FLUSHES_PER_SECOND);
    configuration.setJournalMinFiles(2);
    configuration.setJournalPoolFiles(10);
    configuration.setBrokerInstance(data.toFile());
    configuration.setJournalDirectory(data.resolve("journal").toString());
    configuration.setBindingsDirectory(data.resolve("bindings").toString());
    configuration.setLargeMessagesDirectory(data.resolve("large-messages").toString());
    configuration.setPagingDirectory(data.resolve("paging").toString());
    configuration.setMaxDiskUsage(95);
    configuration.setJMXManagementEnabled(false);
    configuration.setSecurityEnabled(true);
    configuration.putSecurityRoles("#", Set.of(allPermissions()));
    configuration.addAddressSetting("#", addressSettings);
    configuration.addAddressConfiguration(topic(EVENT_TOPIC));
    configuration.addAddressConfiguration(queue(DEAD_LETTERS));
    configuration.addAddressConfiguration(queue(EXPIRED));
    configuration.addAcceptorConfiguration(
        "loopback", "tcp://127.0.0.1:" + port + "?protocols=CORE&tcpNoDelay=true");
    return configuration;
  }

  private static Role allPermissions() {
    return new Role(ROLE, true, true, true, true, true, true, true, true, true, true, true, true);
  }

  private static CoreAddressConfiguration topic(String name) {
    return new CoreAddressConfiguration().setName(name).addRoutingType(RoutingType.MULTICAST);
  }

  private static CoreAddressConfiguration queue(String name) {
    return new CoreAddressConfiguration()
        .setName(name)
        .addRoutingType(RoutingType.ANYCAST)
        .addQueueConfig(QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST));
  }
}
