package io.github.ordermill.shared.application.background;

import java.time.Duration;

/**
 * Work that is repeated from the start of the application to its stop, in turns. Every CDI bean of
 * this type runs on a thread of its own.
 */
public interface BackgroundTask {

  /** Name in metrics, health and log, such as {@code relay}. */
  String loopName();

  /** Pause between two turns. */
  Duration pause();

  /**
   * Longest time without a heartbeat that a turn may take while the database is available, 60 s by
   * default. It exceeds the time limits of the turn's calls.
   */
  default Duration stallLimit() {
    return Duration.ofSeconds(60);
  }

  /**
   * One turn. What it throws is logged and counted, and the next turn follows after a short pause.
   *
   * @param heartbeat to be called after each piece of work, if a turn consists of many
   * @throws io.github.ordermill.shared.application.Unavailable if the database or the broker is
   *     unavailable; this is no failure of the loop
   */
  void turn(Heartbeat heartbeat) throws Exception;

  /** Makes a turn in progress end soon. Called once, on another thread. */
  default void stop() {
    // turns that take milliseconds need none
  }

  /** Sign of life of a turn that consists of many pieces of work. */
  @FunctionalInterface
  interface Heartbeat {

    /** States that a piece of work is complete. */
    void beat();
  }
}
