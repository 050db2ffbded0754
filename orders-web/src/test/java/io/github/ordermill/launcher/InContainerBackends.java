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
 * Arquillian extension that starts PostgreSQL and Artemis on free ports before Payara Micro and
 * deploys the resource adapter before the WAR, so that in-container tests run the production setup.
 */
public final class InContainerBackends implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(BackendStarter.class);
  }

  /** Observes the containers before they are started. */
  public static final class BackendStarter {

    private static final long STOP_TIMEOUT_SECONDS = 30;
    private static final String NO_HAZELCAST =
        "set configs.config.server-config.hazelcast-config-specific-configuration.enabled=false";

    /** Starts the backends and configures the containers with their addresses. */
    public void startBackends(@Observes ContainerRegistry registry) {
      var directory = RunningStack.emptyDirectory("in-container");
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
                    awaitContainerExit();
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

    /**
     * Waits for the container, which needs its backends until it has stopped: Arquillian does not.
     */
    private static void awaitContainerExit() {
      ProcessHandle.current()
          .children()
          .filter(child -> child.info().commandLine().orElse("").contains("payara-micro.jar"))
          .forEach(
              container ->
                  container
                      .onExit()
                      .completeOnTimeout(container, STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)
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
                      RunningStack.FAST_START,
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
                  commandFile(directory.resolve("pre-boot.txt"), NO_HAZELCAST),
                  "--postbootcommandfile",
                  commandFile(
                      directory.resolve("post-boot.txt"),
                      "deploy --name artemis-ra " + target.resolve("artemis-ra.rar"))));
    }

    /** Writes a Payara command file; the container deploys the WAR itself, after these commands. */
    private static String commandFile(Path file, String command) {
      try {
        return Files.writeString(file, command + "\n").toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
