package io.github.ordermill.shared.infrastructure.database;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells the log of something that fails and is tried again: each fault once, however often it comes
 * in a row, and when it is over. For one thread.
 */
public final class OutageLog {

  private final Logger log;
  private final String failing;
  private final String over;
  private String last;

  /**
   * Nothing has failed yet.
   *
   * @param failing what to say before the fault's own words
   * @param over what to say once it works again
   */
  public OutageLog(Logger log, String failing, String over) {
    this.log = log;
    this.failing = failing;
    this.over = over;
  }

  /** It has failed. */
  public void report(Exception fault) {
    var text = String.valueOf(fault.getMessage());
    if (!text.equals(last)) {
      last = text;
      log.log(Level.WARNING, "{0}: {1}", new Object[] {failing, text});
    }
  }

  /** It works. */
  public void end() {
    if (last != null) {
      last = null;
      log.info(over);
    }
  }
}
