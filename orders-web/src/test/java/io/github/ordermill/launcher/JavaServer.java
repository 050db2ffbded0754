package io.github.ordermill.launcher;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A server that is a Java process of ours. */
abstract class JavaServer implements Server {

  private static final long POLL_MILLIS = 50;

  private final String name;
  private final Duration startPatience;
  private final Duration stopPatience;
  private ChildJvm process;

  /**
   * Describes a server.
   *
   * @param name for messages
   * @param startPatience within which it is ready, or broken
   * @param stopPatience after which it is killed
   */
  JavaServer(String name, Duration startPatience, Duration stopPatience) {
    this.name = name;
    this.startPatience = startPatience;
    this.stopPatience = stopPatience;
  }

  /** Starts a process under that name. */
  abstract ChildJvm process(String name);

  /** Whether it serves. */
  public abstract boolean isReady();

  /** A process that ends instead of becoming ready is an error at once. */
  @Override
  public JavaServer start() {
    launch();
    var deadline = System.nanoTime() + startPatience.toNanos();
    while (!isReady()) {
      if (!process.isAlive()) {
        throw process.endedTooSoon();
      }
      if (System.nanoTime() > deadline) {
        kill();
        throw new IllegalStateException(
            name + " was not ready in " + startPatience + ":\n" + process.lastWords());
      }
      Polling.millis(POLL_MILLIS);
    }
    return this;
  }

  /** Starts it and does not wait. */
  public void launch() {
    process = process(name);
  }

  @Override
  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Whether it was started and is no more. */
  public boolean hasEnded() {
    return process != null && !process.isAlive();
  }

  /** Its process id while it runs. */
  public long pid() {
    return process.pid();
  }

  /** Completes when the process has ended. */
  public CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** The end of its log since the last start. */
  public String lastWords() {
    return process.lastWords();
  }

  @Override
  public void stop() {
    if (process != null) {
      process.stop(stopPatience);
    }
  }

  @Override
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }
}
