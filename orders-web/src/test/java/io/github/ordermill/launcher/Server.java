package io.github.ordermill.launcher;

/** What runs in a process of its own and can be stopped, killed and started again on its data. */
public interface Server extends AutoCloseable {

  /** Starts it, on the same port and data as before, and waits until it serves. */
  Server start();

  /** Whether its process lives. */
  boolean isRunning();

  /** Stops it in order; nothing happens if it does not run. */
  void stop();

  /** As {@code kill -9} does, and waits until it is gone. */
  void kill();

  /** Stops it in order and starts it again. */
  default void restart() {
    stop();
    start();
  }

  @Override
  default void close() {
    stop();
  }
}
