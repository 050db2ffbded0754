package io.github.ordermill.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code orders.jar} as a program: its options, its warnings, its temporary files. */
class OrdersJarIT {

  private final Path temporary = RunningStack.emptyDirectory("orders-jar");

  @Test
  void printsItsVersion() throws Exception {
    var run = run("--version");

    assertThat(run.exitCode).isZero();
    assertThat(run.output).matches("Ordermill \\S+ \\(Payara Micro 6\\.\\S+, Java \\S+\\)\\s+");
    assertThat(run.errors).isEmpty();
  }

  @Test
  void printsHelpWithEverySetting() throws Exception {
    var run = run("--help");

    assertThat(run.exitCode).isZero();
    assertThat(run.output)
        .contains("Usage: java ", "--version")
        .containsPattern("ORDERS_MODE +production")
        .containsPattern("ORDERS_MANAGEMENT_PORT +8081")
        .containsPattern("ORDERS_LIMIT_DEPTH +12 levels");
    assertThat(run.errors).isEmpty();
  }

  @Test
  void warnsAboutAnUnknownSettingWithTheNearestName() throws Exception {
    var run = run("-Dorders.limit.deepth=4");

    assertThat(run.output)
        .contains(
            "WARNING: orders.limit.deepth is no setting and has no effect; the nearest name of one"
                + " is orders.limit.depth.");
    assertThat(run.exitCode).isEqualTo(1);
    assertThat(run.errors.strip()).hasLineCount(1).startsWith("ORDERS_DB_URL is not set");
  }

  @Test
  void leavesNoTemporaryFilesBehind() throws IOException {
    var application = RunningStack.shared().secondNode();
    application.withJvmOptions("-Xmx512m", RunningStack.FAST_START, temporaryDirectory());
    var abandoned = directoryOf("ordermill-1-0123456789abcdef", Duration.ofMinutes(5));
    var foreign = directoryOf("orders-of-another-program", Duration.ofMinutes(5));
    var starting = directoryOf("ordermill-2-0123456789abcdef", Duration.ZERO);
    application.start();
    assertThat(abandoned).as("of a killed process").doesNotExist();
    assertThat(ownDirectories()).as("with that of the process").hasSize(2);

    application.stop();

    assertThat(ownDirectories()).containsExactly(starting);
    assertThat(foreign).exists();
  }

  private Path directoryOf(String name, Duration age) throws IOException {
    var directory = Files.createDirectories(temporary.resolve(name).resolve("unpacked"));
    Files.createFile(directory.resolve("file"));
    Files.createFile(temporary.resolve(name).resolve("lock"));
    return Files.setLastModifiedTime(
        temporary.resolve(name), FileTime.from(Instant.now().minus(age)));
  }

  private List<Path> ownDirectories() throws IOException {
    try (var entries = Files.list(temporary)) {
      return entries.filter(it -> it.getFileName().toString().startsWith("ordermill-")).toList();
    }
  }

  private String temporaryDirectory() {
    return "-Djava.io.tmpdir=" + temporary;
  }

  private record Run(int exitCode, String output, String errors) {}

  /** Runs the program with no setting in its environment until it ends by itself. */
  private Run run(String argument) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(RunningStack.FAST_START, temporaryDirectory()));
    if (argument.startsWith("-D")) {
      command.add(argument);
    }
    command.addAll(List.of("-jar", BuildOutput.ordersJar().toString()));
    if (!argument.startsWith("-D")) {
      command.add(argument);
    }
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("ORDERS_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    var output = temporary.resolve("output");
    var errors = temporary.resolve("errors");
    builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    int exitCode = builder.start().waitFor();
    return new Run(exitCode, Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
  }
}
