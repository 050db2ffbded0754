package io.github.ordermill.shared.application.background;

/**
 * End of the process when memory is exhausted, as by the JVM option {@code
 * -XX:+ExitOnOutOfMemoryError}, for {@code orders.jar}: a manifest cannot hold JVM options. After
 * an OutOfMemoryError at an arbitrary place no object is known to be consistent.
 */
public final class OutOfMemory {

  /** System property that {@code orders.jar} sets. On a server of one's own the process goes on. */
  private static final String PROPERTY = "orders.exit.on.out.of.memory";

  /** The exit code of {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int EXIT_CODE = 3;

  private static final boolean ENDS_PROCESS = Boolean.getBoolean(PROPERTY);

  private static final String MESSAGE = "Out of memory: the process ends, to be started again.";

  private OutOfMemory() {}

  /** Ends the process if the fault, or one of its causes, is an OutOfMemoryError. */
  public static void endProcessAt(Throwable fault) {
    if (ENDS_PROCESS && isOutOfMemory(fault)) {
      try {
        System.err.println(MESSAGE);
      } finally {
        Runtime.getRuntime().halt(EXIT_CODE);
      }
    }
  }

  /** Whether the fault, or one of its first ten causes, is an OutOfMemoryError. */
  public static boolean isOutOfMemory(Throwable fault) {
    var cause = fault;
    for (int depth = 0; cause != null && depth <= 10; depth++) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
