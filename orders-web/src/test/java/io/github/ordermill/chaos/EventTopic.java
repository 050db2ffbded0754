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

/** The topic {@code orders.events} as any other program sees it, by the plain client. */
final class EventTopic implements AutoCloseable {

  private static final String DEAD_LETTERS = "orders.dead-letters";

  /** Makes a message that the product would never send. */
  interface Rubbish {
    Message in(Session session) throws JMSException;
  }

  private final ActiveMQConnectionFactory factory;
  private final Connection connection;

  EventTopic(BrokerServer broker) throws JMSException {
    this.factory = new ActiveMQConnectionFactory(broker.url());
    this.connection = factory.createConnection(broker.user(), broker.password());
    connection.start();
  }

  /** Sends events in the order given, one to five in a message, one transaction for all. */
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

  void send(Rubbish rubbish) throws JMSException {
    try (var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        var producer = session.createProducer(session.createTopic(Relay.TOPIC))) {
      producer.send(rubbish.in(session));
    }
  }

  /** Hands every event that is sent from now on to {@code heard}, in the order of its arrival. */
  void listen(ObjIntConsumer<UUID> heard) throws JMSException {
    var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    session
        .createConsumer(session.createTopic(Relay.TOPIC))
        .setMessageListener(
            message -> {
              try {
                EventMessage.read(message)
                    .forEach(event -> heard.accept(event.order(), event.version()));
              } catch (JMSException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  /** How many messages the broker keeps in its dead-letter address. */
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
