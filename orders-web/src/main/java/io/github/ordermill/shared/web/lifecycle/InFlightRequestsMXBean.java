package io.github.ordermill.shared.web.lifecycle;

/** Managed bean through which a graceful shutdown drains the application. */
public interface InFlightRequestsMXBean {

  /** The number of requests without a complete answer and of open websockets. */
  int getCount();

  /** Closes connections after their current answer from now on. */
  void drain();
}
