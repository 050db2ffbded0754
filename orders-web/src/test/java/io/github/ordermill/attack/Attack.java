package io.github.ordermill.attack;

import java.time.Duration;

/** One way to exhaust a node; its text says what is sent. */
public interface Attack {

  /**
   * Attacks with all clients for this time.
   *
   * @return what the server answered
   */
  Outcomes run(Duration duration) throws Exception;
}
