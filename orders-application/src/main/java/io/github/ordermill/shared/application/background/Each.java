package io.github.ordermill.shared.application.background;

/**
 * Repetition of an action for each of several items, where one that fails does not stop the rest.
 */
public final class Each {

  private Each() {}

  /** Action on one item. */
  @FunctionalInterface
  public interface Action<T> {
    void on(T item) throws Exception;
  }

  /**
   * Applies an action to all items.
   *
   * @throws Exception the first fault, an error included, after all items; others are suppressed
   */
  public static <T> void of(Iterable<? extends T> items, Action<T> action) throws Exception {
    Throwable first = null;
    for (var item : items) {
      try {
        action.on(item);
      } catch (Throwable fault) {
        if (first == null) {
          first = fault;
        } else if (first != fault) {
          first.addSuppressed(fault);
        }
      }
    }
    if (first instanceof Error error) {
      throw error;
    }
    if (first != null) {
      throw (Exception) first;
    }
  }
}
