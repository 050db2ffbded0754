package io.github.ordermill.shared.infrastructure.resourceadapter;

import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQXAConnectionFactory;

/**
 * Uses the adapter's credentials where the application gives none. Payara passes a blank user then,
 * with which Artemis would try to log in.
 */
class OrdersConnectionFactory extends ActiveMQXAConnectionFactory {

  private static final long serialVersionUID = 1L;

  /** Copies the settings of a factory made by Artemis' adapter. */
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
