package io.github.ordermill.boot;

/**
 * End of the process when memory is exhausted, for {@code orders.jar} started without {@code
 * -XX:+ExitOnOutOfMemoryError}, which a manifest cannot hold and a running JVM cannot switch on:
 * for threads that end by the error, and, by a system property, for those that catch it in the
 * application.
 */
final class OutOfMemoryExit {

  /** Read by {@code OutOfMemory} in the application, which has no access to this package. */
  private static final String PROPERTY = "orders.exit.on.out.of.memory";

  /** The exit code of {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int EXIT_CODE = 3;

  private OutOfMemoryExit() {}

  static void install() {
    System.setProperty(PROPERTY, "true");
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, fault) -> {
          if (fault instanceof OutOfMemoryError) {
            Runtime.getRuntime().halt(EXIT_CODE);
          }
          System.err.print("Exception in thread \"" + thread.getName() + "\" ");
          fault.printStackTrace();
        });
  }
}
