package io.github.ordermill.boot;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.InvalidSetting;
import io.github.ordermill.settings.Setting;
import io.github.ordermill.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.ZipInputStream;

/** Checks of the settings, the port, the database and the broker before the server is started. */
final class StartupChecks {

  private static final String WAR = "/MICRO-INF/deploy/orders.war";
  private static final String RAR = "/MICRO-INF/deploy/artemis-ra.rar";
  private static final String CONNECT_TIMEOUT_SECONDS = "5";

  private final Settings settings;

  StartupChecks(Settings settings) {
    this.settings = settings;
  }

  /**
   * Checks everything, the settings themselves first.
   *
   * @throws InvalidSetting on the first invalid setting
   */
  void check() {
    var port = settings.httpPort();
    var host = settings.httpHost(Setting.HTTP_HOST.defaultValue());
    var managementPort = settings.managementPort();
    var managementHost = settings.managementHost(host);
    settings.production();
    var fallback = settings.isOn(Setting.READ_DB_FALLBACK);
    settings.checkNumber(Setting.PROJECTION_MAX_ATTEMPTS);
    settings.checkDuration(Setting.PROJECTION_MAX_LAG);
    settings.checkDuration(Setting.IDEMPOTENCY_RETENTION);
    settings.checkDuration(Setting.TOKEN_KEY_ROTATION);
    ApiSettings.of(settings);
    var database = databaseUrl("ORDERS_DB_URL");
    var readDatabase =
        settings.get("ORDERS_READ_DB_URL").map(url -> databaseUrl("ORDERS_READ_DB_URL"));
    var broker = brokerUrl();
    settings.checkNoInsecureDefaults();
    Settings.checkFree(host, port);
    Settings.checkManagementFree(managementHost, managementPort);
    var brokerCheck = CompletableFuture.runAsync(() -> tryBroker(broker));
    try (var driver = Unpacked.from(WAR, "WEB-INF/lib/postgresql-")) {
      tryDatabase("ORDERS_DB_URL", database, driver);
      readDatabase.ifPresent(url -> tryReadDatabase(url, driver, fallback));
    } catch (IOException e) {
      throw new InvalidSetting("orders.jar is damaged (" + e.getMessage() + "): build it again.");
    }
    try {
      brokerCheck.join();
    } catch (CompletionException wrong) {
      throw wrong.getCause() instanceof InvalidSetting sentence ? sentence : wrong;
    }
  }

  private String databaseUrl(String variable) {
    var url =
        settings
            .get(variable)
            .orElseThrow(
                () ->
                    new InvalidSetting(
                        variable
                            + " is not set: orders.jar needs your own PostgreSQL, such as"
                            + " jdbc:postgresql://localhost:5432/orders (./mvnw -Prun brings one along)."));
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new InvalidSetting(
          variable
              + " is \""
              + withoutSecrets(url)
              + "\": give a PostgreSQL URL such as jdbc:postgresql://localhost:5432/orders.");
    }
    return url;
  }

  private String brokerUrl() {
    var url =
        settings
            .get("ORDERS_BROKER_URL")
            .orElseThrow(
                () ->
                    new InvalidSetting(
                        "ORDERS_BROKER_URL is not set: orders.jar needs your own Artemis, such as"
                            + " tcp://localhost:61616 (./mvnw -Prun brings one along)."));
    if (!url.matches("\\(?[a-z]+://[^/].*")) {
      throw new InvalidSetting(notAnArtemisUrl(url));
    }
    return url;
  }

  private static String notAnArtemisUrl(String url) {
    return "ORDERS_BROKER_URL is \""
        + withoutSecrets(url)
        + "\": give an Artemis URL such as tcp://localhost:61616.";
  }

  private void tryReadDatabase(String url, Unpacked driver, boolean fallback) {
    try {
      tryDatabase("ORDERS_READ_DB_URL", url, driver);
    } catch (InvalidSetting wrong) {
      if (!fallback) {
        throw wrong;
      }
      System.out.println(
          "WARNING: " + wrong.getMessage() + " Queries read from the main database until then.");
    }
  }

  private void tryDatabase(String variable, String url, Unpacked jars) {
    var login = new Properties();
    settings.get("ORDERS_DB_USER").ifPresent(user -> login.setProperty("user", user));
    settings.get("ORDERS_DB_PASSWORD").ifPresent(secret -> login.setProperty("password", secret));
    login.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
    login.setProperty("loginTimeout", CONNECT_TIMEOUT_SECONDS);
    login.setProperty("ApplicationName", "orders");
    Logger.getLogger("org.postgresql").setLevel(Level.OFF);
    try {
      var driver = (Driver) jars.create("org.postgresql.Driver");
      if (!driver.acceptsURL(url)) {
        throw new InvalidSetting(
            variable
                + " is \""
                + withoutSecrets(url)
                + "\", which the driver cannot read: give a URL such as"
                + " jdbc:postgresql://localhost:5432/orders.");
      }
      driver.connect(url, login).close();
    } catch (SQLException refusal) {
      throw new InvalidSetting(explain(variable, withoutSecrets(url), refusal));
    }
  }

  private static String explain(String variable, String url, SQLException refusal) {
    var state = String.valueOf(refusal.getSQLState());
    if (state.startsWith("28") || "08004".equals(state)) {
      return "ORDERS_DB_USER and ORDERS_DB_PASSWORD are refused by the database at "
          + url
          + ": give a user and password that it knows.";
    }
    if ("3D000".equals(state)) {
      return variable + " is " + url + ", and there is no such database: create it there first.";
    }
    if (state.startsWith("08")) {
      return variable
          + " is "
          + url
          + ", where no PostgreSQL can be reached: start it or correct the URL.";
    }
    return variable
        + " is "
        + url
        + ", and that database does not let us in: "
        + oneLine(refusal)
        + ".";
  }

  private void tryBroker(String url) {
    var trouble = probeBroker(url);
    if (trouble == null) {
      return;
    }
    if (trouble.startsWith("URL")) {
      throw new InvalidSetting(notAnArtemisUrl(url));
    }
    throw new InvalidSetting(
        trouble.startsWith("LOGIN")
            ? "ORDERS_BROKER_USER and ORDERS_BROKER_PASSWORD are refused by the broker at "
                + withoutSecrets(url)
                + ": give a user and password that it knows."
            : "ORDERS_BROKER_URL is "
                + withoutSecrets(url)
                + ", where no Artemis can be reached: start it or correct the URL.");
  }

  /** The result of the probe in the RAR, which contains the client of the broker. */
  @SuppressWarnings("unchecked")
  private String probeBroker(String url) {
    Logger.getLogger("org.apache.activemq").setLevel(Level.OFF);
    try {
      var jars = Unpacked.from(RAR, "");
      try {
        var probe =
            (Callable<String>)
                jars.create(
                    "io.github.ordermill.shared.infrastructure.resourceadapter.BrokerProbe",
                    url,
                    settings.get("ORDERS_BROKER_USER").orElse(null),
                    settings.get("ORDERS_BROKER_PASSWORD").orElse(null));
        return probe.call();
      } finally {
        jars.closeLater();
      }
    } catch (Exception e) {
      throw new InvalidSetting("orders.jar is damaged (" + oneLine(e) + "): build it again.");
    }
  }

  private static String withoutSecrets(String url) {
    return url.replaceAll("(?i)(password=)[^&;]*", "$1...").replaceAll("//[^/@]*@", "//...@");
  }

  private static String oneLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceAll("\\.$", "");
  }

  /** Jars of the WAR or RAR, unpacked into a temporary directory until the check is done. */
  private record Unpacked(Path directory, URLClassLoader loader) implements AutoCloseable {

    static Unpacked from(String archive, String prefix) throws IOException {
      var directory = Files.createTempDirectory("orders-startup-checks");
      var jars = new ArrayList<URL>();
      try (InputStream stream = StartupChecks.class.getResourceAsStream(archive)) {
        if (stream == null) {
          throw new IOException("no " + archive);
        }
        var zip = new ZipInputStream(stream);
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          if (entry.getName().startsWith(prefix) && entry.getName().endsWith(".jar")) {
            jars.add(unpack(zip, directory, new File(entry.getName()).getName()));
          }
        }
      }
      var loader =
          new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
      return new Unpacked(directory, loader);
    }

    private static URL unpack(InputStream jar, Path directory, String name)
        throws MalformedURLException, IOException {
      var file = directory.resolve(name);
      Files.copy(jar, file);
      return file.toUri().toURL();
    }

    Object create(String className, Object... arguments) {
      try {
        return loader.loadClass(className).getConstructors()[0].newInstance(arguments);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Closes after 20 s, for code whose threads may load classes shortly after its call. */
    void closeLater() {
      CompletableFuture.delayedExecutor(20, TimeUnit.SECONDS)
          .execute(
              () -> {
                try {
                  close();
                } catch (IOException remains) {
                  // remains in the temporary directory
                }
              });
    }

    @Override
    public void close() throws IOException {
      loader.close();
      try (var files = Files.list(directory)) {
        for (var file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }
}
