package io.github.ordermill.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ordermill.launcher.BuildOutput;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the Node.js scripts in {@code src/test/js}, which use npm packages. Tests are skipped where
 * Node.js or npm is not installed.
 */
final class NodeScripts {

  private static final long TIMEOUT_MINUTES = 5;
  private static final Path WORKING_DIRECTORY = BuildOutput.directory().resolve("js");

  private NodeScripts() {}

  /**
   * Runs a script.
   *
   * @return its output
   * @throws AssertionError if it fails or exceeds the time limit
   */
  static String run(String script, String... arguments) {
    assumeTrue(find("node") != null && find("npm") != null, "skipped: Node.js is not installed");
    install();
    var command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return execute(command);
  }

  /** Path of a program on the PATH, or null. */
  static String find(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse(null);
  }

  private static synchronized void install() {
    try {
      Files.createDirectories(WORKING_DIRECTORY);
      var scripts = Path.of("src", "test", "js");
      boolean changed = false;
      try (var files = Files.list(scripts)) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          var copy = WORKING_DIRECTORY.resolve(file.getFileName());
          if (!Files.exists(copy) || Files.mismatch(file, copy) >= 0) {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            changed |= file.endsWith("package.json");
          }
        }
      }
      if (changed || !Files.exists(WORKING_DIRECTORY.resolve("node_modules"))) {
        execute(List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String execute(List<String> command) {
    var output = WORKING_DIRECTORY.resolve("output.txt");
    try {
      var process =
          new ProcessBuilder(command)
              .directory(WORKING_DIRECTORY.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      var text = Files.readString(output);
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed:\n" + text);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
