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
              directory.resolve("artemis"), directory.resolve("log/artemis.log"), FreePorts.next());
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
                      "-Djava.io.tmpdir=" + temporary(directory))))
          .property(
              "extraMicroOptions",
              String.join(
                  " ",
                  "--systemproperties",
                  settings(directory.resolve("settings.properties"), database, broker),
                  "--prebootcommandfile",
                  commandFile(directory.resolve("pre-boot.txt"), NO_HAZELCAST),
                  "--postbootcommandfile",
                  commandFile(
                      directory.resolve("post-boot.txt"),
                      "deploy --name artemis-ra " + target.resolve("artemis-ra.rar"))));
    }

    /** Directory of this build, since the container leaves its temporary files behind. */
    private static Path temporary(Path directory) {
      try {
        return PrivateFiles.directory(directory.resolve("tmp"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Writes the settings into a private file: arguments are visible in the process list. */
    private static String settings(Path file, PostgresServer database, BrokerServer broker) {
      try {
        PrivateFiles.write(
            file,
            String.join(
                "\n",
                "orders.mode=development",
                "orders.db.url=" + database.url(),
                "orders.db.user=" + database.user(),
                "orders.db.password=" + database.password(),
                "orders.broker.url=" + broker.url(),
                "orders.broker.user=" + broker.user(),
                "orders.broker.password=" + broker.password(),
                ""));
        return file.toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
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
