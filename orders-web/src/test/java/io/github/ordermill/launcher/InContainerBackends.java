package io.github.ordermill.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Before Arquillian starts Payara Micro: a database and a broker for it on free ports, and the
 * resource adapter deployed ahead of the WAR. Tests inside the container therefore meet what runs
 * in production.
 */
public final class InContainerBackends implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Backends.class);
  }

  /** Hears of the container before it is started. */
  public static final class Backends {

    private static final long STOP_SECONDS = 30;
    private static final String NO_HAZELCAST =
        "set configs.config.server-config.hazelcast-config-specific-configuration.enabled=false";

    /** Starts the backends and tells the container of them. */
    public void prepare(@Observes ContainerRegistry registry) {
      var directory = RunningStack.fresh("in-container");
      var database =
          new PostgresServer(
              directory.resolve("postgresql"),
              directory.resolve("log/postgresql.log"),
              FreePorts.next());
      var broker =
          new BrokerServer(
              directory.resolve("artemis"),
              directory.resolve("log/artemis.log"),
              FreePorts.next(),
              "orders",
              "broker-password");
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    awaitTheContainer();
                    broker.stop();
                    database.stop();
                  },
                  "in-container-backends-stop"));
      var databaseStarts = CompletableFuture.runAsync(database::start);
      broker.start();
      databaseStarts.join();
      registry
          .getContainers()
          .forEach(container -> configure(container, directory, database, broker));
    }

    /** Arquillian has told it to stop but does not wait; it needs its backends until then. */
    private static void awaitTheContainer() {
      ProcessHandle.current()
          .children()
          .filter(child -> child.info().commandLine().orElse("").contains("payara-micro.jar"))
          .forEach(
              container ->
                  container
                      .onExit()
                      .completeOnTimeout(container, STOP_SECONDS, TimeUnit.SECONDS)
                      .thenAccept(ProcessHandle::destroyForcibly)
                      .join());
    }

    private static void configure(
        Container<?> container, Path directory, PostgresServer database, BrokerServer broker) {
      var target = BuildOutput.directory();
      container
          .getContainerConfiguration()
          .property("microJar", target.resolve("payara-micro.jar").toString())
          .property(
              "cmdOptions",
              String.join(
                  " ",
                  List.of(
                      "-Xmx512m",
                      RunningStack.QUICK_START,
                      "-Dorders.db.url=" + database.url(),
                      "-Dorders.db.user=" + database.user(),
                      "-Dorders.db.password=" + database.password(),
                      "-Dorders.broker.url=" + broker.url(),
                      "-Dorders.broker.user=" + broker.user(),
                      "-Dorders.broker.password=" + broker.password())))
          .property(
              "extraMicroOptions",
              String.join(
                  " ",
                  "--prebootcommandfile",
                  commands(directory.resolve("pre-boot.txt"), NO_HAZELCAST),
                  "--postbootcommandfile",
                  commands(
                      directory.resolve("post-boot.txt"),
                      "deploy --name artemis-ra " + target.resolve("artemis-ra.rar"))));
    }

    /** The container deploys the WAR by itself, after these. */
    private static String commands(Path file, String command) {
      try {
        return Files.writeString(file, command + "\n").toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
