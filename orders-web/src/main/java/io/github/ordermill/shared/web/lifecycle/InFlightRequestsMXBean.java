package io.github.ordermill.shared.web.lifecycle;

/** What an orderly stop asks of the application. */
public interface InFlightRequestsMXBean {

  /** Requests that have no complete answer yet. */
  int getCount();

  /** From now on each answer is the last on its connection. */
  void drain();
}
