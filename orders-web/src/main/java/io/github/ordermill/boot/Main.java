package io.github.ordermill.boot;

import io.github.ordermill.settings.InvalidSetting;
import io.github.ordermill.settings.Setting;
import io.github.ordermill.settings.Settings;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Main class of {@code orders.jar}. If it cannot start, it prints one sentence with the reason and
 * exits with code 1.
 */
public final class Main {

  private static final String LOG_FORMAT = "%1$tFT%1$tT.%1$tL %4$-7s %3$s: %5$s%6$s%n";

  private static final String LISTENER =
      "set configs.config.server-config.network-config.network-listeners.network-listener"
          + ".http-listener";

  private Main() {}

  /** Starts the server; passes all arguments on to Payara Micro. */
  public static void main(String... arguments) throws Exception {
    ParentProcessWatch.start();
    System.setProperty("java.util.logging.SimpleFormatter.format", LOG_FORMAT);
    var settings = new Settings();
    try {
      new StartupChecks(settings).check();
    } catch (InvalidSetting wrong) {
      System.err.println(wrong.getMessage());
      System.exit(1);
    }
    start(settings, arguments);
  }

  private static void start(Settings settings, String... arguments) throws Exception {
    var before = Files.createTempFile("orders-boot", ".txt");
    var after = Files.createTempFile("orders-boot", ".txt");
    try {
      Files.writeString(
          before,
          beforeTheStart(settings.httpHost(Setting.HTTP_HOST.defaultValue()).getHostAddress()));
      Files.writeString(after, afterDeployment());
      payara(settings.httpPort(), before, after, arguments);
    } finally {
      Files.deleteIfExists(before);
      Files.deleteIfExists(after);
    }
    if (!deployed()) {
      System.err.println("The application could not be deployed; the reason is in the log above.");
      System.exit(1);
    }
    GracefulShutdown.install(server());
    System.out.printf(
        "Ordermill listens on %s, port %d.%n",
        settings.httpHost(Setting.HTTP_HOST.defaultValue()).getHostAddress(), settings.httpPort());
  }

  /**
   * Sets the address and disables the listener until the deployment: before it, Payara's health
   * check succeeds without an application. Disables Hazelcast, which otherwise listens on a port of
   * its own even without a cluster.
   */
  private static String beforeTheStart(String address) {
    return LISTENER
        + ".address="
        + address.replace(":", "\\:")
        + "\n"
        + LISTENER
        + ".enabled=false\n"
        + "set configs.config.server-config.hazelcast-config-specific-configuration.enabled=false\n";
  }

  private static String afterDeployment() {
    return LISTENER + ".enabled=true\n";
  }

  private static void payara(int port, Path before, Path after, String... arguments)
      throws ReflectiveOperationException, IOException {
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

  private static boolean deployed() throws ReflectiveOperationException {
    var runtime = server();
    var names =
        (Collection<?>)
            Class.forName("fish.payara.micro.PayaraMicroRuntime")
                .getMethod("getDeployedApplicationNames")
                .invoke(runtime);
    return names.contains("orders");
  }

  private static Object server() throws ReflectiveOperationException {
    var micro = Class.forName("fish.payara.micro.PayaraMicro");
    var instance = micro.getMethod("getInstance").invoke(null);
    return micro.getMethod("getRuntime").invoke(instance);
  }
}
