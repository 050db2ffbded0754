package io.github.ordermill.launcher;

/** Server process that can be stopped, killed and started again on the same data. */
public interface Server extends AutoCloseable {

  /** Starts the process on the same port and data as before and waits until it is ready. */
  Server start();

  boolean isRunning();

  /** Stops the process gracefully; does nothing if it does not run. */
  void stop();

  /** Kills the process as {@code kill -9} does and waits for its end. */
  void kill();

  /** Stops the process gracefully and starts it again. */
  default void restart() {
    stop();
    start();
  }

  @Override
  default void close() {
    stop();
  }
}
