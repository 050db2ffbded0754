package io.github.ordermill.shared.infrastructure.resourceadapter;

import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQXAConnectionFactory;

/**
 * Logs in as the user that the adapter knows where the application names none. Payara then hands
 * down a blank name, and Artemis would try to log in with that.
 */
class OrdersConnectionFactory extends ActiveMQXAConnectionFactory {

  private static final long serialVersionUID = 1L;

  /** Takes over what Artemis' adapter has set up. */
  OrdersConnectionFactory(ActiveMQConnectionFactory made, String user, String password) {
    super(made.getServerLocator());
    setUser(user);
    setPassword(password);
    setClientID(made.getClientID());
    setEnableSharedClientID(made.isEnableSharedClientID());
    setDupsOKBatchSize(made.getDupsOKBatchSize());
    setTransactionBatchSize(made.getTransactionBatchSize());
    setCacheDestinations(made.isCacheDestinations());
    setEnable1xPrefixes(made.isEnable1xPrefixes());
    setIgnoreJTA(made.isIgnoreJTA());
  }

  @Override
  public XAConnection createXAConnection(String user, String password) throws JMSException {
    return user == null || user.isBlank()
        ? createXAConnection()
        : super.createXAConnection(user, password);
  }
}
