package io.github.ordermill.boot;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.InvalidSetting;
import io.github.ordermill.settings.Setting;
import io.github.ordermill.settings.Settings;
import io.github.ordermill.settings.UnknownSettings;
import java.io.PrintStream;

/**
 * Main class of {@code orders.jar}. If it cannot start, it prints one sentence with the reason to
 * standard error and exits with code 1. The log is on standard output.
 */
public final class Main {

  private static final String LOG_FORMAT = "%1$tFT%1$tT.%1$tL %4$-7s %3$s: %5$s%6$s%n";

  /** Read by the application, which checks the names of settings if nothing else has. */
  private static final String CHECKED = "orders.boot.checked";

  private static final PrintStream STANDARD_ERROR = System.err;

  private Main() {}

  /** Starts the server; passes all arguments on to Payara Micro. */
  public static void main(String... arguments) {
    var answer = CommandLine.answer(arguments);
    if (answer.isPresent()) {
      System.out.println(answer.get());
      return;
    }
    ParentProcessWatch.start();
    var unknown = UnknownSettings.warnings();
    OutOfMemoryExit.install();
    // the server logs to standard error, which is for the one sentence
    System.setErr(System.out);
    System.setProperty("java.util.logging.SimpleFormatter.format", LOG_FORMAT);
    System.setProperty(CHECKED, "true");
    unknown.forEach(warning -> System.out.println("WARNING: " + warning));
    try {
      TemporaryDirectory.install();
      var settings = new Settings();
      new StartupChecks(settings).check();
      start(settings, arguments);
    } catch (InvalidSetting wrong) {
      fail(wrong.getMessage());
    } catch (Exception | Error fault) {
      fault.printStackTrace();
      fail("orders.jar could not be started (" + fault + "); the log has the reason.");
    }
  }

  private static void start(Settings settings, String... arguments) throws Exception {
    var host = settings.httpHost(Setting.HTTP_HOST.defaultValue());
    var managementHost = settings.managementHost(host);
    int managementPort = settings.managementPort();
    // the default value, which the application does not know: on other servers there is none
    System.setProperty("orders.management.port", Integer.toString(managementPort));
    var server =
        new PayaraServer(
            new ListenerCommands(host, managementHost, managementPort, ApiSettings.of(settings)));
    server.start(settings.httpPort(), arguments);
    var failure = PayaraServer.awaitApplication();
    failure.ifPresent(Main::fail);
    server.openPorts();
    GracefulShutdown.install(server.runtime());
    System.out.printf(
        "Ordermill listens on %s, port %d; health and metrics are on %s, port %d.%n",
        host.getHostAddress(),
        settings.httpPort(),
        managementHost.getHostAddress(),
        managementPort);
  }

  /** Ends the process with a sentence. */
  static void fail(String sentence) {
    STANDARD_ERROR.println(sentence);
    STANDARD_ERROR.flush();
    System.exit(1);
  }
}
