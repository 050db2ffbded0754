package io.github.ordermill.boot;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import sun.misc.Signal;

/**
 * Graceful shutdown on SIGTERM and SIGINT (Ctrl-C): accepts no new connections, waits for the
 * answers of the requests in flight, then exits. Payara Micro alone exits at once and truncates
 * answers.
 */
final class GracefulShutdown {

  /** The managed bean of the application that counts its requests. */
  private static final String REQUESTS = "io.github.ordermill:type=InFlightRequests";

  /** For the requests in flight. */
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(10);

  /**
   * For the whole shutdown, within the 30 s of most orchestrators. The server would wait without a
   * limit for an unreachable database or broker; the application survives the halt as it survives a
   * crash.
   */
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(25);

  /** Time for a request that the server has read to reach the application. */
  private static final long QUIET_MILLIS = 300;

  private static final long POLL_INTERVAL_MILLIS = 20;

  private final Object server;
  private boolean begun;

  private GracefulShutdown(Object server) {
    this.server = server;
  }

  /**
   * Handles SIGTERM and SIGINT from now on.
   *
   * @param server an object of the running server, which gives access to its class loader
   */
  static void install(Object server) {
    var shutdown = new GracefulShutdown(server);
    Signal.handle(new Signal("TERM"), signal -> shutdown.begin(128 + signal.getNumber()));
    Signal.handle(new Signal("INT"), signal -> shutdown.begin(128 + signal.getNumber()));
  }

  private synchronized void begin(int exitCode) {
    if (begun) {
      return;
    }
    begun = true;
    var deadline = new Thread(() -> haltAfterTimeout(exitCode), "shutdown-deadline");
    deadline.setDaemon(true);
    deadline.start();
    new Thread(() -> shutDown(exitCode), "graceful-shutdown").start();
  }

  private static void haltAfterTimeout(int exitCode) {
    try {
      TimeUnit.NANOSECONDS.sleep(SHUTDOWN_TIMEOUT.toNanos());
      System.err.printf(
          "The stop was cut short after %d s; what was accepted is stored.%n",
          SHUTDOWN_TIMEOUT.toSeconds());
      Runtime.getRuntime().halt(exitCode);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void shutDown(int exitCode) {
    try {
      closeListeners();
      awaitRequests();
    } catch (ReflectiveOperationException | JMException | RuntimeException e) {
      System.err.println("Requests under way may be cut off: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(exitCode);
  }

  /**
   * Closes the listening sockets only. The server has no public API for that: disabling its
   * listener would also abort the requests in flight.
   */
  private void closeListeners() throws ReflectiveOperationException {
    var classes = server.getClass().getClassLoader();
    var service =
        Class.forName("com.sun.enterprise.v3.services.impl.GrizzlyService", true, classes);
    var grizzly =
        Class.forName("org.glassfish.internal.api.Globals", true, classes)
            .getMethod("get", Class.class)
            .invoke(null, service);
    var proxies = service.getDeclaredField("proxies");
    proxies.setAccessible(true);
    for (var proxy : (Collection<?>) proxies.get(grizzly)) {
      var listener = proxy.getClass().getMethod("getUnderlyingListener").invoke(proxy);
      var transport = listener.getClass().getMethod("getTransport").invoke(listener);
      transport.getClass().getMethod("unbindAll").invoke(transport);
    }
  }

  private static void awaitRequests() throws JMException, InterruptedException {
    var beans = ManagementFactory.getPlatformMBeanServer();
    var requests = new ObjectName(REQUESTS);
    beans.invoke(requests, "drain", null, null);
    long deadline = System.nanoTime() + DRAIN_TIMEOUT.toNanos();
    long quietSince = System.nanoTime();
    while (System.nanoTime() < deadline
        && System.nanoTime() - quietSince < TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS)) {
      if (count(beans, requests) > 0) {
        quietSince = System.nanoTime();
      }
      TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL_MILLIS);
    }
  }

  private static int count(MBeanServer beans, ObjectName requests) throws JMException {
    return (Integer) beans.getAttribute(requests, "Count");
  }
}
