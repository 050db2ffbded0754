package io.github.ordermill.launcher;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Processes that are suspended, as those of a server that hangs, until closed. */
public final class Suspension implements AutoCloseable {

  private final List<ProcessHandle> processes;

  private Suspension(List<ProcessHandle> processes) {
    this.processes = processes;
  }

  /** Suspends a process and its descendants, parents first. */
  public static Suspension of(long pid) {
    var process = ProcessHandle.of(pid).orElseThrow();
    var all = Stream.concat(Stream.of(process), process.descendants()).toList();
    all.forEach(each -> signal("-STOP", each));
    return new Suspension(all);
  }

  private static void signal(String signal, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Resumes them. */
  @Override
  public void close() {
    processes.forEach(each -> signal("-CONT", each));
  }
}
