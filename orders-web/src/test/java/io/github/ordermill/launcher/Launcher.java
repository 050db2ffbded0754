package io.github.ordermill.launcher;

import io.github.ordermill.settings.InvalidSetting;
import io.github.ordermill.settings.Settings;
import io.github.ordermill.settings.UnknownSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Entry point of {@code ./mvnw -Prun}: starts the application with an embedded PostgreSQL and an
 * embedded Artemis, unless the settings name others. Ends on Ctrl-C, or with exit code 1 and an
 * error message when it cannot start or the application ends unexpectedly.
 */
public final class Launcher {

  private static final int DATABASE_PORT = 15_432;
  private static final int BROKER_PORT = 16_161;

  private final Settings settings;
  private final Path data;
  private final Map<String, String> applicationSettings = inheritedSettings();
  private volatile boolean stopping;
  private PostgresServer database;
  private BrokerServer broker;
  private ApplicationServer application;

  /** Held until this JVM ends; an unreferenced channel would be closed by the garbage collector. */
  private FileChannel lock;

  private Launcher(Settings settings) {
    this.settings = settings;
    this.data =
        settings
            .get("ORDERS_DATA_DIR")
            .map(Path::of)
            .orElseGet(() -> BuildOutput.directory().getParent().resolveSibling(".data"))
            .toAbsolutePath()
            .normalize();
  }

  /** Runs until stopped; reads the settings from the environment. */
  public static void main(String... arguments) {
    try {
      new Launcher(new Settings()).run();
    } catch (InvalidSetting wrong) {
      System.err.println(wrong.getMessage());
      System.exit(1);
    }
  }

  private void run() {
    var production = settings.production("development");
    var port = settings.httpPort();
    var host = settings.httpHost("127.0.0.1");
    var managementPort = settings.managementPort();
    var managementHost = settings.managementHost(host);
    if (production) {
      refuseEmbeddedServers();
    }
    Settings.checkFree(host, port);
    Settings.checkManagementFree(managementHost, managementPort);
    lockData();
    configureDatabase();
    configureBroker();
    application =
        new ApplicationServer(
            host.getHostAddress(),
            port,
            managementPort,
            data.resolve("log/orders.log"),
            applicationSettings);

    UnknownSettings.warnings().forEach(warning -> System.out.println("WARNING: " + warning));
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    System.out.println("Starting; data and logs are in " + data + ", Ctrl-C stops everything.");
    try {
      startAll();
    } catch (RuntimeException failed) {
      if (!stopping) {
        System.err.println(describeFailure(failed));
        System.exit(1);
      }
    }
    if (!stopping && System.getProperty("demo") != null) {
      loadSampleData();
    }
    if (!stopping) {
      System.out.println("Ordermill is ready: " + application.uri("/graphql-ui/"));
      System.out.flush();
    }
    application.onExit().join();
    if (!stopping) {
      System.err.println(
          "The application has ended unexpectedly: see "
              + application.log()
              + ", then start again.");
      System.exit(1);
    }
    awaitExit();
  }

  private void refuseEmbeddedServers() {
    if (settings.get("ORDERS_DB_URL").isEmpty()) {
      throw new InvalidSetting(
          "ORDERS_DB_URL is not set, and ORDERS_MODE=production does not start on the embedded"
              + " database: give the URL of your PostgreSQL.");
    }
    if (settings.get("ORDERS_BROKER_URL").isEmpty()) {
      throw new InvalidSetting(
          "ORDERS_BROKER_URL is not set, and ORDERS_MODE=production does not start on the embedded"
              + " broker: give the URL of your Artemis.");
    }
  }

  private void configureDatabase() {
    if (settings.get("ORDERS_DB_URL").isPresent()) {
      return;
    }
    database =
        new PostgresServer(
            data.resolve("postgresql"),
            data.resolve("log/postgresql.log"),
            FreePorts.preferably(DATABASE_PORT));
    applicationSettings.put("ORDERS_DB_URL", database.url());
    applicationSettings.put("ORDERS_DB_USER", database.user());
    applicationSettings.put("ORDERS_DB_PASSWORD", database.password());
  }

  private void configureBroker() {
    if (settings.get("ORDERS_BROKER_URL").isPresent()) {
      return;
    }
    broker =
        new BrokerServer(
            data.resolve("artemis"),
            data.resolve("log/artemis.log"),
            FreePorts.preferably(BROKER_PORT));
    applicationSettings.put("ORDERS_BROKER_URL", broker.url());
    applicationSettings.put("ORDERS_BROKER_USER", broker.user());
    applicationSettings.put("ORDERS_BROKER_PASSWORD", broker.password());
  }

  private void lockData() {
    try {
      PrivateFiles.directory(data);
      lock =
          FileChannel.open(
              data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock.tryLock() == null) {
        throw new InvalidSetting(
            "ORDERS_DATA_DIR is "
                + data
                + ", which another Ordermill is using: stop that one or give another directory.");
      }
      PrivateFiles.restrict(data);
    } catch (IOException | UncheckedIOException e) {
      throw new InvalidSetting(
          "ORDERS_DATA_DIR is " + data + ", which cannot be written: give a directory that can.");
    }
  }

  private void startAll() {
    var databaseStarts =
        database == null
            ? CompletableFuture.completedFuture(null)
            : CompletableFuture.runAsync(database::start);
    if (broker != null) {
      broker.start();
    }
    databaseStarts.join();
    if (!stopping) {
      application.start();
    }
  }

  private void loadSampleData() {
    var seeder = new SampleDataSeeder(application.uri("/graphql"), this::connect);
    if (!seeder.isApplicable()) {
      System.out.println(
          "No sample data loaded: the database already contains orders. Give an ORDERS_DATA_DIR that is"
              + " empty, or the ORDERS_DB_URL of an empty database.");
      return;
    }
    System.out.println("Loading sample data: " + SampleDataSeeder.ORDERS + " orders.");
    seeder.run();
  }

  private Connection connect() throws SQLException {
    return database != null
        ? database.connect()
        : DriverManager.getConnection(
            settings.get("ORDERS_DB_URL").orElseThrow(),
            settings.get("ORDERS_DB_USER").orElse("postgres"),
            settings.get("ORDERS_DB_PASSWORD").orElse(""));
  }

  /** The sentence that the application has ended with, otherwise the failure with the log tail. */
  private String describeFailure(RuntimeException failed) {
    if (application.hasEnded() && application.errorTail().lines().count() == 1) {
      return application.errorTail();
    }
    var reason = failed instanceof CompletionException ? failed.getCause() : failed;
    var cause = reason.getCause() == null ? "" : " (" + reason.getCause().getMessage() + ")";
    return reason.getMessage() + cause;
  }

  private void stop() {
    stopping = true;
    if (application != null) {
      application.stop();
    }
    var databaseStops =
        CompletableFuture.runAsync(
            () -> {
              if (database != null) {
                database.stop();
              }
            });
    if (broker != null) {
      broker.stop();
    }
    databaseStops.join();
  }

  private static void awaitExit() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** ORDERS_ variables of the environment, overridden by {@code orders.} system properties. */
  private static Map<String, String> inheritedSettings() {
    var inherited = new TreeMap<String, String>();
    System.getenv()
        .forEach(
            (variable, value) -> {
              if (variable.startsWith("ORDERS_")) {
                inherited.put(variable, value);
              }
            });
    for (var key : System.getProperties().stringPropertyNames()) {
      if (key.startsWith("orders.")) {
        inherited.put(key.toUpperCase(Locale.ROOT).replace('.', '_'), System.getProperty(key));
      }
    }
    inherited.putIfAbsent("ORDERS_MODE", "development");
    return inherited;
  }
}
