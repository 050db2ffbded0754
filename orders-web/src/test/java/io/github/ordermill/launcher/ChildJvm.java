package io.github.ordermill.launcher;

import io.github.ordermill.boot.ParentProcessWatch;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Child JVM with its output in a log file. Ctrl-C in a terminal reaches only the parent, which then
 * stops the child gracefully; when the parent dies, the child ends by itself ({@link
 * ParentProcessWatch}).
 */
final class ChildJvm {

  private static final int LOG_TAIL_BYTES = 8_000;

  private final String name;
  private final Path log;
  private final long logStart;
  private final Process process;

  private ChildJvm(String name, Path log, long logStart, Process process) {
    this.name = name;
    this.log = log;
    this.logStart = logStart;
    this.process = process;
  }

  /**
   * Starts a child JVM.
   *
   * @param name used in messages
   * @param javaHome directory that contains {@code bin/java}
   * @param arguments JVM options, then class or jar, then program arguments
   * @param settings environment variables added to those of this process, of which none starting
   *     with ORDERS_ is inherited
   * @param log file that the output is appended to
   */
  static ChildJvm start(
      String name, Path javaHome, List<String> arguments, Map<String, String> settings, Path log) {
    var command = new ArrayList<String>();
    if (File.separatorChar == '/') {
      command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
    }
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.add("-D" + ParentProcessWatch.PROPERTY + "=true");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("ORDERS_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      Files.createDirectories(log.getParent());
      var logStart = Files.exists(log) ? Files.size(log) : 0;
      return new ChildJvm(name, log, logStart, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** Terminates the process gracefully; kills it after the timeout. */
  void stop(Duration timeout) {
    // Process.destroy would also close the standard input of the child, which signals that the
    // parent has died.
    process.toHandle().destroy();
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** Kills the process as {@code kill -9} does and waits for its end. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Error for a process that ended before it was ready, with its exit code and log tail. */
  IllegalStateException prematureExit() {
    return new IllegalStateException(
        name + " ended with exit code " + process.exitValue() + ":\n" + logTail());
  }

  /** Last part of the log since the start, or the reason why it cannot be read. */
  String logTail() {
    try (var file = Files.newByteChannel(log)) {
      file.position(Math.max(logStart, file.size() - LOG_TAIL_BYTES));
      var bytes = Channels.newInputStream(file).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }
}
