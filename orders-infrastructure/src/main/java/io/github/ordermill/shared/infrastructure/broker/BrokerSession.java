package io.github.ordermill.shared.infrastructure.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.client.impl.ServerLocatorImpl;

/** Connection to the broker for questions about queues; without the client's own reconnection. */
final class BrokerSession implements AutoCloseable {

  private static final long CALL_MILLIS = 2_000;

  private final ServerLocator locator;
  private final ClientSessionFactory connection;
  private final ClientSession session;

  private BrokerSession(
      ServerLocator locator, ClientSessionFactory connection, ClientSession session) {
    this.locator = locator;
    this.connection = connection;
    this.session = session;
  }

  /**
   * Connects.
   *
   * @param user empty if the broker requires none
   */
  static BrokerSession open(String url, String user, String password) throws Exception {
    var locator = ServerLocatorImpl.newLocator(url);
    try {
      locator.setInitialConnectAttempts(1);
      locator.setReconnectAttempts(0);
      locator.setCallTimeout(CALL_MILLIS);
      var connection = locator.createSessionFactory();
      var session =
          user.isEmpty()
              ? connection.createSession(false, true, true)
              : connection.createSession(user, password, false, true, true, false, 1);
      return new BrokerSession(locator, connection, session);
    } catch (Exception | Error fault) {
      locator.close();
      throw fault;
    }
  }

  /** State of a queue. */
  ClientSession.QueueQuery queue(String name) throws ActiveMQException {
    return session.queueQuery(SimpleString.of(name));
  }

  boolean isClosed() {
    return session.isClosed() || connection.isClosed();
  }

  @Override
  public void close() {
    connection.close();
    locator.close();
  }
}
