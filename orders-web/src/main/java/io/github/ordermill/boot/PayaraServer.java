package io.github.ordermill.boot;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Payara Micro in this JVM, whose class loader is not the one of the classes here. */
final class PayaraServer {

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
    var after = Files.createTempFile("orders-boot", ".txt");
    try {
      Files.write(before, listeners.beforeStart());
      Files.write(after, listeners.afterDeployment());
      run(port, before, after, arguments);
    } finally {
      Files.deleteIfExists(before);
      Files.deleteIfExists(after);
    }
  }

  private static void run(int port, Path before, Path after, String... arguments)
      throws ReflectiveOperationException {
    var all =
        new ArrayList<>(
            List.of(
                "--nocluster",
                "--disablephonehome",
                "--port",
                Integer.toString(port),
                "--prebootcommandfile",
                before.toString(),
                "--postdeploycommandfile",
                after.toString()));
    all.addAll(List.of(arguments));
    try {
      Class.forName("fish.payara.micro.PayaraMicro")
          .getMethod("main", String[].class)
          .invoke(null, (Object) all.toArray(String[]::new));
    } catch (InvocationTargetException failed) {
      System.err.println("The server could not be started: " + failed.getCause().getMessage());
      System.exit(1);
    }
  }

  /** Whether the server lists an application as deployed. */
  boolean hasDeployed(String application) throws ReflectiveOperationException {
    var names =
        (Collection<?>)
            Class.forName("fish.payara.micro.PayaraMicroRuntime")
                .getMethod("getDeployedApplicationNames")
                .invoke(runtime());
    return names.contains(application);
  }

  /** An object of the running server, which gives access to its class loader. */
  Object runtime() throws ReflectiveOperationException {
    var micro = Class.forName("fish.payara.micro.PayaraMicro");
    var instance = micro.getMethod("getInstance").invoke(null);
    return micro.getMethod("getRuntime").invoke(instance);
  }
}
