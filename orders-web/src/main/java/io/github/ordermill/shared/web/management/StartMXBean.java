package io.github.ordermill.shared.web.management;

/** Interface of the managed bean with which {@code orders.jar} sees that the start succeeded. */
public interface StartMXBean {

  /** Whether all startup checks succeed. */
  boolean isStarted();
}
