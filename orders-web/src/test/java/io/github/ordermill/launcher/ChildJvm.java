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
 * A Java process of ours. Ctrl-C on a terminal reaches its parent only, which then stops it in
 * order; when the parent is gone it ends by itself ({@link ParentProcessWatch}).
 */
final class ChildJvm {

  private static final int BYTES_TO_SHOW = 8_000;

  private final String name;
  private final Path log;
  private final long logBefore;
  private final Process process;

  private ChildJvm(String name, Path log, long logBefore, Process process) {
    this.name = name;
    this.log = log;
    this.logBefore = logBefore;
    this.process = process;
  }

  /**
   * Starts a process.
   *
   * @param name for messages
   * @param javaHome whose {@code bin/java} to run
   * @param arguments JVM options, then class or jar, then program arguments
   * @param settings environment variables on top of ours, where none of ours that begin with
   *     ORDERS_ stay
   * @param log the file that takes its output, appended to
   */
  static ChildJvm start(
      String name, Path javaHome, List<String> arguments, Map<String, String> settings, Path log) {
    var command = new ArrayList<String>();
    if (File.separatorChar == '/') {
      command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
    }
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.add("-D" + ParentProcessWatch.BOUND + "=true");
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("ORDERS_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      Files.createDirectories(log.getParent());
      var logBefore = Files.exists(log) ? Files.size(log) : 0;
      return new ChildJvm(name, log, logBefore, builder.start());
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

  /** Ends it in order; by force when it takes longer than this. */
  void stop(Duration patience) {
    // By its handle: Process.destroy would close the child's standard input as well, which says
    // that the parent is gone.
    process.toHandle().destroy();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** As {@code kill -9} does, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** What to say when it ended too soon: its last words. */
  IllegalStateException endedTooSoon() {
    return new IllegalStateException(
        name + " ended with exit code " + process.exitValue() + ":\n" + lastWords());
  }

  /** The end of what it has logged, or why that cannot be had. */
  String lastWords() {
    try (var file = Files.newByteChannel(log)) {
      file.position(Math.max(logBefore, file.size() - BYTES_TO_SHOW));
      var words = Channels.newInputStream(file).readAllBytes();
      return new String(words, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }
}
