package io.github.ordermill.boot;

import java.io.IOException;

/**
 * Ends a process when its parent process ends for any reason: its standard input is a pipe, which
 * then closes. For processes that tests and {@code ./mvnw -Prun} start; not active for {@code java
 * -jar orders.jar}.
 */
public final class ParentProcessWatch {

  /** The system property that states that standard input is such a pipe. */
  public static final String PROPERTY = "orders.boot.bound";

  private ParentProcessWatch() {}

  /** Halts this JVM when its parent ends, if {@link #PROPERTY} is set. */
  public static void start() {
    if (Boolean.getBoolean(PROPERTY)) {
      var watch = new Thread(ParentProcessWatch::watch, "parent-watch");
      watch.setDaemon(true);
      watch.start();
    }
  }

  private static void watch() {
    try {
      while (System.in.read() >= 0) {
        // only the end of the stream matters
      }
    } catch (IOException e) {
      // the pipe is broken: the parent has ended
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }
}
