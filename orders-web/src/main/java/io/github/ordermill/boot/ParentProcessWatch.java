package io.github.ordermill.boot;

import java.io.IOException;

/**
 * Ties a process to the one that started it: its standard input is a pipe, which closes when the
 * parent is gone, however it went. Tests and {@code ./mvnw -Prun} start their processes so; {@code
 * java -jar orders.jar} is on its own.
 */
public final class ParentProcessWatch {

  /** The system property that says that standard input is such a pipe. */
  public static final String BOUND = "orders.boot.bound";

  private ParentProcessWatch() {}

  /** Ends this JVM at once when its parent is gone. */
  public static void endWithIt() {
    if (Boolean.getBoolean(BOUND)) {
      var watch = new Thread(ParentProcessWatch::watch, "parent-watch");
      watch.setDaemon(true);
      watch.start();
    }
  }

  private static void watch() {
    try {
      while (System.in.read() >= 0) {
        // nobody writes; all that matters is the end
      }
    } catch (IOException e) {
      // as good as the end
    }
    Runtime.getRuntime().halt(1);
  }
}
