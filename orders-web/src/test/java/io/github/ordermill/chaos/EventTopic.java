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
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Plain JMS client of the topic {@code orders.events}. */
final class EventTopic implements AutoCloseable {

  private static final String DEAD_LETTERS = "orders.dead-letters";

  /** Creates a message that the relay would never send. */
  interface MessageFactory {
    Message create(Session session) throws JMSException;
  }

  private final ActiveMQConnectionFactory factory;
  private final Connection connection;

  EventTopic(BrokerServer broker) throws JMSException {
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
