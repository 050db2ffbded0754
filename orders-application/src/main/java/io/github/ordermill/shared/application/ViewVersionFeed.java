package io.github.ordermill.shared.application;

import java.util.UUID;
import java.util.function.IntConsumer;

/** Notifies listeners of new versions in views, including those committed on other nodes. */
public interface ViewVersionFeed {

  /** Registration of a listener. */
  interface Watch {
    /** Removes the listener; idempotent. A running notification may still reach it. */
    void end();
  }

  /**
   * Registers a listener for new versions of one row of a view. It is called after the commit, once
   * the database that queries read from shows the version; versions may be skipped. A version that
   * was committed between the caller's last read and this call may be notified up to a second late.
   *
   * @param projection name of the projection that maintains the view; without delay only for
   *     projections that announce their commits
   * @param id identifier of the row
   * @param seen the latest version that the caller has read, 0 for none
   * @param listener receives the version; called by threads of the feed, must return immediately
   *     and must not throw
   */
  Watch watch(String projection, UUID id, int seen, IntConsumer listener);
}
