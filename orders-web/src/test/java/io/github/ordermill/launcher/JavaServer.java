package io.github.ordermill.launcher;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Server that runs as a child JVM. */
abstract class JavaServer implements Server {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  private final String name;
  private final Duration startTimeout;
  private final Duration stopTimeout;
  private ChildJvm process;

  /**
   * Creates a stopped server.
   *
   * @param name used in messages
   * @param startTimeout time limit for becoming ready
   * @param stopTimeout time limit of a graceful stop; the process is killed after it
   */
  JavaServer(String name, Duration startTimeout, Duration stopTimeout) {
    this.name = name;
    this.startTimeout = startTimeout;
    this.stopTimeout = stopTimeout;
  }

  /**
   * Starts the child JVM.
   *
   * @param name used in messages
   */
  abstract ChildJvm process(String name);

  /** Whether it serves requests. */
  public abstract boolean isReady();

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the process ends or the time limit passes before it is ready
   */
  @Override
  public JavaServer start() {
    launch();
    if (!Polling.until(() -> isReady() || hasEnded(), startTimeout, POLL_INTERVAL)) {
      kill();
      throw new IllegalStateException(
          name + " was not ready in " + startTimeout + ":\n" + process.logTail());
    }
    if (hasEnded()) {
      throw process.prematureExit();
    }
    return this;
  }

  /** Starts the process without waiting until it is ready. */
  public void launch() {
    process = process(name);
  }

  @Override
  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Whether it was started and its process has ended. */
  public boolean hasEnded() {
    return process != null && !process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Completes when the process ends. */
  public CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** Last part of the log since the last start. */
  public String logTail() {
    return process.logTail();
  }

  /** Last part of standard error since the last start. */
  public String errorTail() {
    return process.errorTail();
  }

  /** Exit code of the process, which has ended. */
  public int exitCode() {
    return process.exitCode();
  }

  @Override
  public void stop() {
    if (process != null) {
      process.stop(stopTimeout);
    }
  }

  @Override
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }
}
