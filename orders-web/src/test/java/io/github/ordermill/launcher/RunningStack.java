package io.github.ordermill.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** PostgreSQL, Artemis and the application on free ports with empty data directories. */
public final class RunningStack implements AutoCloseable {

  /**
   * Restricts the JVM to the C1 compiler: halves the CPU time of a start, where throughput is not
   * measured.
   */
  static final String FAST_START = "-XX:TieredStopAtLevel=1";

  private final PostgresServer database;
  private final BrokerServer broker;
  private final ApplicationServer application;
  private final Path secondNodeLog;

  /**
   * Creates a stopped stack; {@link #start} starts it.
   *
   * @param directory parent of data and logs
   */
  public RunningStack(Path directory) {
    this.database =
        new PostgresServer(
            directory.resolve("postgresql"),
            directory.resolve("log/postgresql.log"),
            FreePorts.next());
    this.broker =
        new BrokerServer(
            directory.resolve("artemis"), directory.resolve("log/artemis.log"), FreePorts.next());
    this.application = node(directory.resolve("log/orders.log"));
    this.secondNodeLog = directory.resolve("log/orders-2.log");
  }

  private ApplicationServer node(Path log) {
    return new ApplicationServer(
            "127.0.0.1",
            FreePorts.next(),
            FreePorts.next(),
            log,
            Map.of(
                "ORDERS_MODE", "development",
                "ORDERS_DB_URL", database.url(),
                "ORDERS_DB_USER", database.user(),
                "ORDERS_DB_PASSWORD", database.password(),
                "ORDERS_BROKER_URL", broker.url(),
                "ORDERS_BROKER_USER", broker.user(),
                "ORDERS_BROKER_PASSWORD", broker.password()))
        .withJvmOptions("-Xmx512m", FAST_START);
  }

  /** Second node on the same database and broker, not started; the caller closes it. */
  public ApplicationServer secondNode() {
    return node(secondNodeLog);
  }

  /**
   * Stack shared by all tests of this JVM: started at first use, stopped with the JVM. After a
   * failed start, later calls fail without another attempt.
   */
  public static RunningStack shared() {
    return Shared.STACK;
  }

  /** Creates an empty directory for the data of a stack in the build output. */
  public static Path emptyDirectory(String name) {
    var directory = BuildOutput.directory().resolve("stacks").resolve(name);
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

  /** Starts all three processes and waits until the application is ready. */
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

  /** Stops all three processes gracefully, the application first. */
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
      var stack = new RunningStack(emptyDirectory("shared"));
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "running-stack-stop"));
      return stack.start();
    }
  }
}
