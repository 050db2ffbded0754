package io.github.ordermill.launcher;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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
 * A real PostgreSQL on the loopback address, with its data kept and written through to the disk
 * (fsync on).
 *
 * <p>A server that an earlier, killed run left on the same data is stopped first. When this JVM is
 * killed, a guard of one shell process sees its pipe close and stops the server.
 */
public final class PostgresServer implements Server {

  /** Of the database, its owner and his password. */
  public static final String NAME = "orders";

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Logger ZONKY = Logger.getLogger("io.zonky.test");

  private final Path data;
  private final Path log;
  private final int port;
  private final Map<String, String> settings = new TreeMap<>();
  private EmbeddedPostgres server;
  private Process guard;

  /** Describes a server; {@link #start} starts it. */
  public PostgresServer(Path data, Path log, int port) {
    this.data = data.toAbsolutePath();
    this.log = log.toAbsolutePath();
    this.port = port;
  }

  /** A setting of {@code postgresql.conf} from the next start on. */
  public PostgresServer with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
  }

  public String user() {
    return NAME;
  }

  public String password() {
    return NAME;
  }

  public int port() {
    return port;
  }

  public Path log() {
    return log;
  }

  /** Starts it and sees that the database is there. */
  @Override
  public PostgresServer start() {
    ZONKY.setLevel(Level.WARNING);
    try {
      Files.createDirectories(data);
      Files.createDirectories(log.getParent());
      stopLeftOver();
      server = builder().start();
      guard = guard();
      createDatabase();
      return this;
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException("PostgreSQL did not start; its log is " + log, e);
    } catch (SQLException e) {
      close();
      throw new IllegalStateException("PostgreSQL has no database for us; its log is " + log, e);
    }
  }

  private EmbeddedPostgres.Builder builder() {
    var builder =
        EmbeddedPostgres.builder()
            .setPort(port)
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setOverrideWorkingDirectory(
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "ordermill-postgres-" + System.getProperty("user.name"))
                    .toFile())
            .setPGStartupWait(START)
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .setLocaleConfig("locale", "C.UTF-8")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("max_connections", "100")
            .setServerConfig("shared_buffers", "256MB")
            .setServerConfig("effective_cache_size", "1GB")
            .setServerConfig("max_wal_size", "2GB")
            .setServerConfig("wal_compression", "on")
            .setServerConfig("random_page_cost", "1.1");
    settings.forEach(builder::setServerConfig);
    return builder;
  }

  private void createDatabase() throws SQLException {
    try (var admin = connect("postgres", "postgres");
        var statement = admin.createStatement()) {
      try (var found =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("CREATE ROLE " + NAME + " LOGIN PASSWORD '" + NAME + "'");
      statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
    }
  }

  /** A connection of the owner, auto-committing. */
  public Connection connect() throws SQLException {
    return connect(NAME, NAME);
  }

  private Connection connect(String database, String user) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, user, NAME);
  }

  @Override
  public boolean isRunning() {
    return pid().isPresent();
  }

  /** Stops it in order: open transactions are rolled back, the log is closed. */
  @Override
  public void stop() {
    if (server == null) {
      return;
    }
    dismissGuard();
    signal("-INT");
    awaitEnd();
    release();
  }

  /** As {@code kill -9} on the server and on all its processes does. */
  @Override
  public void kill() {
    dismissGuard();
    pid()
        .ifPresent(
            postmaster -> {
              var workers = postmaster.descendants().toList();
              postmaster.destroyForcibly();
              workers.forEach(ProcessHandle::destroyForcibly);
              postmaster.onExit().join();
              workers.forEach(worker -> worker.onExit().join());
            });
    release();
  }

  private void stopLeftOver() {
    if (isRunning()) {
      signal("-INT");
      awaitEnd();
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

  private void awaitEnd() {
    var deadline = System.nanoTime() + STOP.toNanos();
    while (isRunning()) {
      if (System.nanoTime() > deadline) {
        kill();
        return;
      }
      Polling.millis(20);
    }
  }

  /**
   * Lets go of the lock that the library holds on the data; that it finds no server to stop is no
   * news.
   */
  private void release() {
    if (server == null) {
      return;
    }
    ZONKY.setLevel(Level.OFF);
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      server = null;
      ZONKY.setLevel(Level.WARNING);
    }
  }

  private Process guard() throws IOException {
    return new ProcessBuilder(
            "/bin/sh",
            "-c",
            "trap '' INT; cat > /dev/null; kill -INT \"$(head -n 1 \"$0/postmaster.pid\")\" 2> /dev/null",
            data.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void dismissGuard() {
    if (guard != null) {
      guard.destroyForcibly().onExit().join();
      guard = null;
    }
  }

  /**
   * The server on this data, if one runs; a process that got its number by chance is not taken for
   * it.
   */
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
