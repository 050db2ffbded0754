package io.github.ordermill.chaos;

import io.github.ordermill.launcher.BrokerServer;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import io.github.ordermill.shared.infrastructure.relay.EventMessage;
import io.github.ordermill.shared.infrastructure.relay.Relay;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.List;
import java.util.UUID;
import java.util.function.ObjIntConsumer;
import org.apache.activemq.artemis.api.core.client.ClientRequestor;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Plain JMS client of the topic {@code orders.events}. */
final class EventTopic implements AutoCloseable {

  private static final String DEAD_LETTERS = "orders.dead-letters";

  /** Creates a message that the relay would never send. */
  interface MessageFactory {
    Message create(Session session) throws JMSException;
  }

  private final BrokerServer broker;
  private final ActiveMQConnectionFactory factory;
  private final Connection connection;

  EventTopic(BrokerServer broker) throws JMSException {
    this.broker = broker;
    this.factory = new ActiveMQConnectionFactory(broker.url());
    this.connection = factory.createConnection(broker.user(), broker.password());
    connection.start();
  }

  /** Sends events in the given order, one to five per message, in one transaction. */
  void send(List<RecordedEvent> events) throws JMSException {
    try (var session = connection.createSession(true, Session.SESSION_TRANSACTED);
        var producer = session.createProducer(session.createTopic(Relay.TOPIC))) {
      for (int from = 0, to; from < events.size(); from = to) {
        to = Math.min(events.size(), from + 1 + from % 5);
        for (var message : EventMessage.of(session, events.subList(from, to))) {
          producer.send(message);
        }
      }
      session.commit();
    }
  }

  /** Deletes the queue of a projection's durable subscription, as a management console does. */
  void deleteSubscription(String projection) throws Exception {
    try (var connections = factory.getServerLocator().createSessionFactory();
        var session =
            connections.createSession(
                broker.user(), broker.password(), false, true, true, false, 1);
        var requests = new ClientRequestor(session, "activemq.management")) {
      session.start();
      var request = session.createMessage(false);
      ManagementHelper.putOperationInvocation(
          request, ResourceNames.BROKER, "destroyQueue", "ordermill." + projection, true);
      var reply = requests.request(request);
      if (!ManagementHelper.hasOperationSucceeded(reply)) {
        throw new IllegalStateException("" + ManagementHelper.getResult(reply));
      }
    }
  }

  void send(MessageFactory message) throws JMSException {
    try (var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        var producer = session.createProducer(session.createTopic(Relay.TOPIC))) {
      producer.send(message.create(session));
    }
  }

  /** Passes every event sent from now on to the listener, in the order of arrival. */
  void listen(ObjIntConsumer<UUID> listener) throws JMSException {
    var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    session
        .createConsumer(session.createTopic(Relay.TOPIC))
        .setMessageListener(
            message -> {
              try {
                EventMessage.read(message)
                    .forEach(event -> listener.accept(event.aggregateId(), event.version()));
              } catch (JMSException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  /** Number of messages in the dead-letter address of the broker. */
  int deadLetters() throws JMSException {
    try (var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        var browser = session.createBrowser(session.createQueue(DEAD_LETTERS))) {
      int messages = 0;
      for (var all = browser.getEnumeration(); all.hasMoreElements(); all.nextElement()) {
        messages++;
      }
      return messages;
    }
  }

  @Override
  public void close() throws JMSException {
    connection.close();
    factory.close();
  }
}
