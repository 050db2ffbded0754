package io.github.ordermill.boot;

import io.github.ordermill.settings.InvalidSetting;
import io.github.ordermill.settings.Setting;
import io.github.ordermill.settings.Settings;

/**
 * Main class of {@code orders.jar}. If it cannot start, it prints one sentence with the reason and
 * exits with code 1.
 */
public final class Main {

  private static final String LOG_FORMAT = "%1$tFT%1$tT.%1$tL %4$-7s %3$s: %5$s%6$s%n";

  private Main() {}

  /** Starts the server; passes all arguments on to Payara Micro. */
  public static void main(String... arguments) throws Exception {
    ParentProcessWatch.start();
    OutOfMemoryExit.install();
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
    var host = settings.httpHost(Setting.HTTP_HOST.defaultValue());
    var managementHost = settings.managementHost(host);
    int managementPort = settings.managementPort();
    // the default value, which the application does not know: on other servers there is none
    System.setProperty("orders.management.port", Integer.toString(managementPort));
    var server = new PayaraServer(new ListenerCommands(host, managementHost, managementPort));
    server.start(settings.httpPort(), arguments);
    if (!server.hasDeployed("orders")) {
      System.err.println("The application could not be deployed; the reason is in the log above.");
      System.exit(1);
    }
    GracefulShutdown.install(server.runtime());
    System.out.printf(
        "Ordermill listens on %s, port %d; health and metrics are on %s, port %d.%n",
        host.getHostAddress(),
        settings.httpPort(),
        managementHost.getHostAddress(),
        managementPort);
  }
}
