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
 * What happens on SIGTERM and Ctrl-C: no new connections, an answer to every request under way,
 * then the end. Payara Micro by itself would end at once, in the middle of answers.
 */
final class GracefulShutdown {

  /** Registered by the application; counts its requests. */
  private static final String REQUESTS = "io.github.ordermill:type=InFlightRequests";

  /** Of the 30 s that an orchestrator usually gives. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * For everything. The server waits for what hangs in a database or broker that is away for as
   * long as that takes; whatever is left then is what the application outlives in a crash, too.
   */
  private static final Duration LONGEST = Duration.ofSeconds(25);

  /** Long enough for what has been read from the network to arrive in the application. */
  private static final long QUIET_MILLIS = 300;

  private static final long POLL_MILLIS = 20;

  private final Object server;
  private boolean begun;

  private GracefulShutdown(Object server) {
    this.server = server;
  }

  /**
   * Takes over SIGTERM and SIGINT.
   *
   * @param server an object of the running server's, whose classes can be reached through it
   */
  static void of(Object server) {
    var stop = new GracefulShutdown(server);
    Signal.handle(new Signal("TERM"), signal -> stop.begin(128 + signal.getNumber()));
    Signal.handle(new Signal("INT"), signal -> stop.begin(128 + signal.getNumber()));
  }

  private synchronized void begin(int exitCode) {
    if (begun) {
      return;
    }
    begun = true;
    var deadline = new Thread(() -> endInAnyCase(exitCode), "stop-deadline");
    deadline.setDaemon(true);
    deadline.start();
    new Thread(() -> end(exitCode), "orderly-stop").start();
  }

  private static void endInAnyCase(int exitCode) {
    try {
      TimeUnit.NANOSECONDS.sleep(LONGEST.toNanos());
      System.err.printf(
          "The stop was cut short after %d s; what was accepted is stored.%n", LONGEST.toSeconds());
      Runtime.getRuntime().halt(exitCode);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(int exitCode) {
    try {
      acceptNoMore();
      letRequestsEnd();
    } catch (ReflectiveOperationException | JMException | RuntimeException e) {
      System.err.println("Requests under way may be cut off: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(exitCode);
  }

  /**
   * Closes the listening sockets and nothing else. The server has no public way: disabling its
   * listener would cut off what is under way.
   */
  private void acceptNoMore() throws ReflectiveOperationException {
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

  private static void letRequestsEnd() throws JMException, InterruptedException {
    var beans = ManagementFactory.getPlatformMBeanServer();
    var requests = new ObjectName(REQUESTS);
    beans.invoke(requests, "drain", null, null);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long quietSince = System.nanoTime();
    while (System.nanoTime() < deadline
        && System.nanoTime() - quietSince < TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS)) {
      if (count(beans, requests) > 0) {
        quietSince = System.nanoTime();
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private static int count(MBeanServer beans, ObjectName requests) throws JMException {
    return (Integer) beans.getAttribute(requests, "Count");
  }
}
