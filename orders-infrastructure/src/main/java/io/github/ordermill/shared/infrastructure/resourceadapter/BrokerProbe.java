package io.github.ordermill.shared.infrastructure.resourceadapter;

import java.util.concurrent.Callable;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.core.client.impl.ServerLocatorImpl;

/**
 * Checks the broker settings by opening a session with them. {@code orders.jar} loads this class
 * from the RAR before it starts the server. The result is null on success, else {@code URL}, {@code
 * LOGIN} or {@code UNREACHABLE}, a colon and the reason.
 */
public final class BrokerProbe implements Callable<String> {

  private static final long TIMEOUT_MILLIS = 5_000;

  private final String url;
  private final String user;
  private final String password;

  /** Creates a check; user and password may be null. */
  public BrokerProbe(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  @Override
  public String call() {
    try (var locator = ServerLocatorImpl.newLocator(url)) {
      locator.setInitialConnectAttempts(1);
      locator.setReconnectAttempts(0);
      locator.setCallTimeout(TIMEOUT_MILLIS);
      try (var factory = locator.createSessionFactory();
          var session = factory.createSession(user, password, false, true, true, false, 1)) {
        return session.isClosed() ? "UNREACHABLE: it closed the session" : null;
      } catch (ActiveMQException refusal) {
        return kindOf(refusal) + ": " + refusal.getMessage();
      }
    } catch (Exception malformed) {
      return "URL: " + malformed.getMessage();
    }
  }

  private static String kindOf(ActiveMQException refusal) {
    return refusal.getType() == ActiveMQExceptionType.SECURITY_EXCEPTION ? "LOGIN" : "UNREACHABLE";
  }
}
