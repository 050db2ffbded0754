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
 * Child JVM with its output in a log file, and its standard error in a second one, {@code ….err}.
 * Ctrl-C in a terminal reaches only the parent, which then stops the child gracefully; when the
 * parent dies, the child ends by itself ({@link ParentProcessWatch}).
 */
final class ChildJvm {

  private static final int LOG_TAIL_BYTES = 8_000;

  private final String name;
  private final Output log;
  private final Output errors;
  private final Process process;

  private ChildJvm(String name, Output log, Output errors, Process process) {
    this.name = name;
    this.log = log;
    this.errors = errors;
    this.process = process;
  }

  /**
   * Output of a process at the end of a file.
   *
   * @param start length of the file before the process was started
   */
  private record Output(Path file, long start) {

    static Output to(Path file) throws IOException {
      return new Output(file, Files.size(PrivateFiles.file(file)));
    }

    ProcessBuilder.Redirect redirect() {
      return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    /** Its last part, or the reason why it cannot be read. */
    String tail() {
      try (var bytes = Files.newByteChannel(file)) {
        bytes.position(Math.max(start, bytes.size() - LOG_TAIL_BYTES));
        return new String(Channels.newInputStream(bytes).readAllBytes(), StandardCharsets.UTF_8)
            .strip();
      } catch (IOException e) {
        return "(no log: " + e.getMessage() + ")";
      }
    }
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
      command.addAll(List.of("/bin/sh", "-c", "trap '' INT; umask 077; exec \"$@\"", "sh"));
    }
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.add("-D" + ParentProcessWatch.PROPERTY + "=true");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("ORDERS_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(settings);
    try {
      var output = Output.to(log);
      var errors = Output.to(log.resolveSibling(log.getFileName() + ".err"));
      builder.redirectOutput(output.redirect());
      builder.redirectError(errors.redirect());
      return new ChildJvm(name, output, errors, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
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

  /** Last part of the output since the start, standard error last. */
  String logTail() {
    return (log.tail() + "\n" + errors.tail()).strip();
  }

  /** Last part of standard error since the start. */
  String errorTail() {
    return errors.tail();
  }
}
