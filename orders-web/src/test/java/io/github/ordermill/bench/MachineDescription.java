package io.github.ordermill.bench;

import com.sun.management.OperatingSystemMXBean;
import io.github.ordermill.launcher.BuildOutput;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;

/** Description of the test machine without anything that identifies it. */
final class MachineDescription {

  private MachineDescription() {}

  static String of(BenchmarkStack stack) throws Exception {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    String postgres;
    try (var connection = stack.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SHOW server_version")) {
      row.next();
      postgres = row.getString(1).replaceFirst(" .*", "");
    }
    return "%d cores, %.0f GB of memory, %s, Java %s, PostgreSQL %s (fsync on, data on %s); application: java %s -jar orders.jar"
        .formatted(
            system.getAvailableProcessors(),
            system.getTotalMemorySize() / 1e9,
            System.getProperty("os.name"),
            System.getProperty("java.version"),
            postgres,
            Files.getFileStore(BuildOutput.directory()).type(),
            String.join(" ", BenchmarkStack.jvmOptions()));
  }
}
