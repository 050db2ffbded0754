package io.github.ordermill.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Database, broker and application together, on free ports and with fresh data. */
public final class RunningStack implements AutoCloseable {

  /**
   * The first, quick compiler only: halves the work of a start, where nobody measures throughput.
   */
  static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  private final PostgresServer database;
  private final BrokerServer broker;
  private final ApplicationServer application;
  private final Path secondLog;

  /**
   * Describes a stack that keeps its data and logs in the given directory; {@link #start} starts
   * it.
   */
  public RunningStack(Path directory) {
    this.database =
        new PostgresServer(
            directory.resolve("postgresql"),
            directory.resolve("log/postgresql.log"),
            FreePorts.next());
    this.broker =
        new BrokerServer(
            directory.resolve("artemis"),
            directory.resolve("log/artemis.log"),
            FreePorts.next(),
            "orders",
            "broker-password");
    this.application = node(directory.resolve("log/orders.log"));
    this.secondLog = directory.resolve("log/orders-2.log");
  }

  private ApplicationServer node(Path log) {
    return new ApplicationServer(
            "127.0.0.1",
            FreePorts.next(),
            log,
            Map.of(
                "ORDERS_DB_URL", database.url(),
                "ORDERS_DB_USER", database.user(),
                "ORDERS_DB_PASSWORD", database.password(),
                "ORDERS_BROKER_URL", broker.url(),
                "ORDERS_BROKER_USER", broker.user(),
                "ORDERS_BROKER_PASSWORD", broker.password()))
        .with("-Xmx512m", QUICK_START);
  }

  /** A second node on the same database and broker, not started; whoever asks for it closes it. */
  public ApplicationServer anotherApplication() {
    return node(secondLog);
  }

  /**
   * The one stack that all tests of this JVM use, started when first asked for and stopped with the
   * JVM. When it did not start, whoever asks later is told so without another attempt.
   */
  public static RunningStack shared() {
    return Shared.STACK;
  }

  /** An empty directory for a stack's data, under the build's output. */
  public static Path fresh(String name) {
    var directory = BuildOutput.directory().resolve("running").resolve(name);
    try {
      if (Files.exists(directory)) {
        try (var files = Files.walk(directory)) {
          for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public PostgresServer database() {
    return database;
  }

  public BrokerServer broker() {
    return broker;
  }

  public ApplicationServer application() {
    return application;
  }

  /** Starts all three and waits until the application is ready to serve. */
  public RunningStack start() {
    startBackends();
    application.start();
    return this;
  }

  /** Starts database and broker only. */
  public RunningStack startBackends() {
    var databaseStarts = CompletableFuture.runAsync(database::start);
    broker.start();
    databaseStarts.join();
    return this;
  }

  /** Stops all three in order, the application first. */
  public void stop() {
    application.stop();
    broker.stop();
    database.stop();
  }

  @Override
  public void close() {
    stop();
  }

  private static final class Shared {

    static final RunningStack STACK = start();

    private static RunningStack start() {
      var stack = new RunningStack(fresh("shared"));
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "running-stack-stop"));
      return stack.start();
    }
  }
}
