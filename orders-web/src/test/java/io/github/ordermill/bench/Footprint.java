package io.github.ordermill.bench;

import io.github.ordermill.launcher.BuildOutput;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Time from {@code java -jar} to ready and resident memory, compared with Payara Micro without an
 * application. Leaves the application running.
 */
final class Footprint implements BenchmarkSection {

  static final String NAME = "footprint";

  static final String READY = "orders.jar ready";
  static final String EMPTY_READY = "empty Payara Micro ready, mean of before and after";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void measure(BenchmarkRun run) throws Exception {
    var jar = BuildOutput.directory().resolve("orders.jar");
    run.results().add(NAME, "size of orders.jar", Files.size(jar) / 1e6, "MB");
    double emptyBefore = secondsToStartEmptyServer();
    long begin = System.nanoTime();
    run.stack().application().start();
    double ready = (System.nanoTime() - begin) / 1e9;
    double emptyAfter = secondsToStartEmptyServer();
    run.results().add(NAME, EMPTY_READY, (emptyBefore + emptyAfter) / 2, "s");
    run.results().add(NAME, READY, ready, "s");
    run.results()
        .add(
            NAME,
            "resident memory when ready",
            ResourceUsage.memoryMegabytes(run.stack().application().pid(), "VmRSS"),
            "MB");
  }

  /**
   * Time until the ready message in the log: without an application there is no readiness check.
   */
  private static double secondsToStartEmptyServer() throws Exception {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(BenchmarkStack.jvmOptions());
    command.addAll(
        List.of(
            "-jar",
            BuildOutput.directory().resolve("payara-micro.jar").toString(),
            "--nocluster",
            "--port",
            Integer.toString(port)));
    long begin = System.nanoTime();
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var output = process.inputReader()) {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        if (line.matches(".*Payara Micro .* ready in .*")) {
          return (System.nanoTime() - begin) / 1e9;
        }
      }
      throw new IllegalStateException("an empty Payara Micro did not become ready");
    } finally {
      process.destroy();
      process.onExit().join();
    }
  }
}
