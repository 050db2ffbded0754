package io.github.ordermill.shared.web;

/** What an orderly stop asks of the application. */
public interface RequestsUnderWayMXBean {

  /** Requests that have no complete answer yet. */
  int getCount();

  /** From now on each answer is the last on its connection. */
  void beLast();
}
