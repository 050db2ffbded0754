package io.github.ordermill.shared.web.management;

import io.github.ordermill.shared.web.management.HealthChecks.Kind;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;

/**
 * Start of the application, exposed as the managed bean {@code io.github.ordermill:type=Start}. It
 * is registered when the last servlet is initialised: if any part of the application fails to
 * start, the server has stopped the deployment before.
 */
final class Start implements StartMXBean {

  private static final String NAME = "io.github.ordermill:type=Start";

  private static final Duration FIRST_LIMIT = Duration.ofSeconds(10);

  private final HealthChecks checks;

  Start(HealthChecks checks) {
    this.checks = checks;
  }

  /** Calls all checks for the first time, which takes longer than later. */
  void callAll() {
    try {
      checks.call(List.of(Kind.values()), FIRST_LIMIT);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  void register() {
    unregister();
    try {
      ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  void unregister() {
    try {
      var beans = ManagementFactory.getPlatformMBeanServer();
      var name = new ObjectName(NAME);
      if (beans.isRegistered(name)) {
        beans.unregisterMBean(name);
      }
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean isStarted() {
    try {
      var results = checks.call(List.of(Kind.STARTED));
      return !results.isEmpty()
          && results.stream().allMatch(result -> result.getStatus() == Status.UP);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
