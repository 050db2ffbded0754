package io.github.ordermill.boot;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;

/** Payara Micro in this JVM, whose class loader is not the one of the classes here. */
final class PayaraServer {

  /** The managed bean of the application that says that it has been started. */
  private static final String START = "io.github.ordermill:type=Start";

  /** The system property into which the application puts the reason of a failed start. */
  private static final String FAILURE = "io.github.ordermill.start.failure";

  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
  private static final long POLL_INTERVAL_MILLIS = 50;

  private final ListenerCommands listeners;

  PayaraServer(ListenerCommands listeners) {
    this.listeners = listeners;
  }

  /**
   * Starts the server with the archives in {@code MICRO-INF/deploy}.
   *
   * @param arguments passed on to Payara Micro
   */
  void start(int port, String... arguments) throws IOException, ReflectiveOperationException {
    var before = Files.createTempFile("orders-boot", ".txt");
    try {
      Files.write(before, listeners.beforeStart());
      run(port, before, arguments);
    } finally {
      Files.deleteIfExists(before);
    }
  }

  private static void run(int port, Path before, String... arguments)
      throws ReflectiveOperationException {
    var all =
        new ArrayList<>(
            List.of(
                "--nocluster",
                "--disablephonehome",
                "--port",
                Integer.toString(port),
                "--prebootcommandfile",
                before.toString()));
    all.addAll(List.of(arguments));
    try {
      Class.forName("fish.payara.micro.PayaraMicro")
          .getMethod("main", String[].class)
          .invoke(null, (Object) all.toArray(String[]::new));
    } catch (InvocationTargetException failed) {
      Main.fail("The server could not be started: " + failed.getCause().getMessage());
    }
  }

  /**
   * Waits until the application says that it has been started, by its managed bean. The server also
   * lists an application as deployed whose start has failed.
   *
   * @return empty if it has been started, else the reason in one sentence
   */
  static Optional<String> awaitApplication() throws InterruptedException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    try {
      var beans = ManagementFactory.getPlatformMBeanServer();
      var start = new ObjectName(START);
      while (beans.isRegistered(start) && System.nanoTime() < deadline) {
        if ((Boolean) beans.getAttribute(start, "Started")) {
          return Optional.empty();
        }
        TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL_MILLIS);
      }
    } catch (JMException undeployed) {
      // reported below, like an application without the bean
    }
    return Optional.of(
        System.getProperty(
            FAILURE, "The application could not be started; the log has the reason."));
  }

  /** Opens the ports, which are closed until the application has been started. */
  void openPorts() throws ReflectiveOperationException {
    var classes = runtime().getClass().getClassLoader();
    var type = Class.forName("org.glassfish.embeddable.CommandRunner", true, classes);
    var resultType = Class.forName("org.glassfish.embeddable.CommandResult", true, classes);
    var runner =
        Class.forName("org.glassfish.internal.api.Globals", true, classes)
            .getMethod("get", Class.class)
            .invoke(null, type);
    for (var listener : listeners.enabled()) {
      var result =
          type.getMethod("run", String.class, String[].class)
              .invoke(runner, "set", new String[] {listener});
      var fault = resultType.getMethod("getFailureCause").invoke(result);
      if (fault != null) {
        throw new IllegalStateException("a port could not be opened: " + fault);
      }
    }
  }

  /** An object of the running server, which gives access to its class loader. */
  Object runtime() throws ReflectiveOperationException {
    var micro = Class.forName("fish.payara.micro.PayaraMicro");
    var instance = micro.getMethod("getInstance").invoke(null);
    return micro.getMethod("getRuntime").invoke(instance);
  }
}
