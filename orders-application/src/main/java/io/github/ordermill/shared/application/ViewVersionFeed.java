package io.github.ordermill.shared.application;

import java.util.UUID;
import java.util.function.IntConsumer;

/** Tells how views move on, on whichever node that happens. */
public interface ViewVersionFeed {

  /** Stops telling; ending it twice does no harm. */
  interface Watch {
    /** Ends the watch. A call under way may still come. */
    void end();
  }

  /**
   * Tells {@code listener} each time the database that queries read from shows a later version than
   * it has been told: after the commit, never before it. Versions may be skipped. What was
   * committed between the caller's own look and this call may be told a second late.
   *
   * @param projection the name of the projection that keeps the view; only those that announce
   *     their commits are told at once
   * @param id identity of what is watched
   * @param seen the version that the caller has seen, 0 for none
   * @param listener takes the version; is called by threads of the feed, returns at once and does
   *     not throw
   */
  Watch watch(String projection, UUID id, int seen, IntConsumer listener);
}
