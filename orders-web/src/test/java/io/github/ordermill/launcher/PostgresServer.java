package io.github.ordermill.launcher;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs PostgreSQL on the loopback address with persistent data and fsync on, for this user alone:
 * every login needs a generated password, there is no socket in the file system, and data, log and
 * executables are private.
 *
 * <p>A server left over on the same data by a killed run is stopped first. When this JVM is killed,
 * a watchdog shell process sees the end of its standard input and stops the server.
 */
public final class PostgresServer implements Server {

  /** Name of the database and of its owner. */
  public static final String ORDERS = "orders";

  private static final String ADMINISTRATOR = "postgres";

  /** Password of the owner in data of earlier versions, which trusted every local login. */
  private static final String FORMER_PASSWORD = ORDERS;

  private static final String ACCESS =
      """
      # Written at each start.
      host all all 127.0.0.1/32 scram-sha-256
      """;

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
  private static final Logger LIBRARY_LOGGER = Logger.getLogger("io.zonky.test");

  private final Path data;
  private final Path log;
  private final int port;
  private final GeneratedPassword password;
  private final Map<String, String> settings = new TreeMap<>();
  private EmbeddedPostgres server;
  private Process watchdog;

  /** Creates a stopped server; {@link #start} starts it. */
  public PostgresServer(Path data, Path log, int port) {
    this.data = data.toAbsolutePath();
    this.log = log.toAbsolutePath();
    this.port = port;
    this.password =
        GeneratedPassword.in(this.data.resolveSibling(this.data.getFileName() + "-password"));
  }

  /** Creates a stopped server without data in the build output, on a free port. */
  public static PostgresServer empty(String name) {
    var directory = RunningStack.emptyDirectory(name);
    return new PostgresServer(
        directory.resolve("postgresql"), directory.resolve("log/postgresql.log"), FreePorts.next());
  }

  /** Sets a parameter of {@code postgresql.conf}; effective at the next start. */
  public PostgresServer withSetting(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + ORDERS;
  }

  public String user() {
    return ORDERS;
  }

  public String password() {
    return password.value();
  }

  public int port() {
    return port;
  }

  public Path log() {
    return log;
  }

  /** Starts the server and creates the database if it does not exist. */
  @Override
  public PostgresServer start() {
    LIBRARY_LOGGER.setLevel(Level.WARNING);
    try {
      PrivateFiles.directory(data);
      PrivateFiles.file(log);
      stopLeftoverServer();
      startWithPassword();
      return this;
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException("PostgreSQL did not start; its log is " + log, e);
    } catch (SQLException e) {
      close();
      throw new IllegalStateException(
          "PostgreSQL did not create the database; its log is " + log, e);
    }
  }

  /**
   * Starts the server and makes sure that the owner has the generated password. The administrator
   * has it, too, except in data of earlier versions, where nothing can log in as administrator.
   */
  private void startWithPassword() throws IOException, SQLException {
    boolean isNew = Files.notExists(data.resolve("PG_VERSION"));
    if (password.isKept()) {
      launch(ORDERS, password.value());
    } else if (isNew || Files.exists(initialised())) {
      PrivateFiles.file(initialised());
      launch(ADMINISTRATOR, password.value());
      createDatabase();
      Files.deleteIfExists(initialised());
    } else {
      replaceFormerPassword();
    }
    password.keep();
  }

  private static Path executables() {
    return BuildOutput.directory().resolve("postgresql");
  }

  /** Marks data that has been initialised with the generated password. */
  private Path initialised() {
    return data.resolveSibling(data.getFileName() + "-initialised");
  }

  private void launch(String user, String userPassword) throws IOException {
    server = builder(user, userPassword).start();
    PrivateFiles.file(data.resolve("epg-lock"));
    // the library lets others write to it
    PrivateFiles.directory(executables());
    watchdog = watchdog();
  }

  private void replaceFormerPassword() throws IOException, SQLException {
    try {
      launch(ORDERS, FORMER_PASSWORD);
    } catch (IOException replacedBefore) {
      launch(ORDERS, password.value());
      return;
    }
    try (var owner = connect(ORDERS, ORDERS, FORMER_PASSWORD);
        var statement = owner.createStatement()) {
      statement.execute("ALTER ROLE " + ORDERS + " PASSWORD '" + password.value() + "'");
    }
  }

  /** Builder whose check whether the server is ready logs in as this user. */
  private EmbeddedPostgres.Builder builder(String user, String userPassword) throws IOException {
    var builder =
        EmbeddedPostgres.builder()
            .setPort(port)
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setOverrideWorkingDirectory(PrivateFiles.directory(executables()).toFile())
            .setPGStartupWait(START_TIMEOUT)
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .setDataDirectoryCustomizer(this::restrictAccess)
            .setConnectConfig("user", user)
            .setConnectConfig("password", userPassword)
            .setLocaleConfig("locale", "C.UTF-8")
            // further options of initdb, for which the library has no method
            .setLocaleConfig("auth-host", "scram-sha-256")
            .setLocaleConfig("auth-local", "scram-sha-256")
            .setLocaleConfig("pwfile", password.file().toString())
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("unix_socket_directories", "")
            .setServerConfig("password_encryption", "scram-sha-256")
            .setServerConfig("max_connections", "100")
            .setServerConfig("shared_buffers", "256MB")
            .setServerConfig("effective_cache_size", "1GB")
            .setServerConfig("max_wal_size", "2GB")
            .setServerConfig("wal_compression", "on")
            .setServerConfig("random_page_cost", "1.1");
    settings.forEach(builder::setServerConfig);
    return builder;
  }

  private void restrictAccess(File directory) {
    try {
      PrivateFiles.write(directory.toPath().resolve("pg_hba.conf"), ACCESS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void createDatabase() throws SQLException {
    try (var admin = connect(ADMINISTRATOR, ADMINISTRATOR, password.value());
        var statement = admin.createStatement()) {
      try (var found =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + ORDERS + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("DROP ROLE IF EXISTS " + ORDERS);
      statement.execute("CREATE ROLE " + ORDERS + " LOGIN PASSWORD '" + password.value() + "'");
      statement.execute("CREATE DATABASE " + ORDERS + " OWNER " + ORDERS);
    }
  }

  /** Auto-commit connection as the owner of the database. */
  public Connection connect() throws SQLException {
    return connect(ORDERS, ORDERS, password.value());
  }

  /** Auto-commit connection as the superuser, to the database of that name. */
  public Connection connectAsAdministrator(String database) throws SQLException {
    return connect(database, ADMINISTRATOR, password.value());
  }

  private Connection connect(String database, String user, String userPassword)
      throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, user, userPassword);
  }

  @Override
  public boolean isRunning() {
    return pid().isPresent();
  }

  /** Stops the server by a fast shutdown: open transactions are rolled back. */
  @Override
  public void stop() {
    if (server == null) {
      return;
    }
    stopWatchdog();
    signal("-INT");
    awaitExit();
    releaseDataLock();
  }

  /** Kills the server and all its backend processes as {@code kill -9} does. */
  @Override
  public void kill() {
    stopWatchdog();
    pid()
        .ifPresent(
            postmaster -> {
              var workers = postmaster.descendants().toList();
              postmaster.destroyForcibly();
              workers.forEach(ProcessHandle::destroyForcibly);
              postmaster.onExit().join();
              workers.forEach(worker -> worker.onExit().join());
            });
    releaseDataLock();
  }

  private void stopLeftoverServer() {
    if (isRunning()) {
      signal("-INT");
      awaitExit();
    }
  }

  private void signal(String signal) {
    pid()
        .ifPresent(
            process -> {
              try {
                new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
              } catch (IOException e) {
                process.destroy();
              } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
              }
            });
  }

  private void awaitExit() {
    if (!Polling.until(() -> !isRunning(), STOP_TIMEOUT, POLL_INTERVAL)) {
      kill();
    }
  }

  /**
   * Releases the lock that the library holds on the data directory. The library logs a warning
   * because its server has already stopped; the warning is suppressed.
   */
  private void releaseDataLock() {
    if (server == null) {
      return;
    }
    LIBRARY_LOGGER.setLevel(Level.OFF);
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      server = null;
      LIBRARY_LOGGER.setLevel(Level.WARNING);
    }
  }

  private Process watchdog() throws IOException {
    return new ProcessBuilder(
            "/bin/sh",
            "-c",
            "trap '' INT; cat > /dev/null; kill -INT \"$(head -n 1 \"$0/postmaster.pid\")\" 2> /dev/null",
            data.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void stopWatchdog() {
    if (watchdog != null) {
      watchdog.destroyForcibly().onExit().join();
      watchdog = null;
    }
  }

  /**
   * Process of the server on this data directory, empty if none runs. The command name is compared,
   * since the operating system may have reused the process id.
   */
  /** Process id of the running server. */
  public long processId() {
    return pid().orElseThrow().pid();
  }

  private Optional<ProcessHandle> pid() {
    try {
      var lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
          .filter(ProcessHandle::isAlive)
          .filter(process -> process.info().command().orElse("postgres").contains("postgres"));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException noServer) {
      return Optional.empty();
    }
  }
}
