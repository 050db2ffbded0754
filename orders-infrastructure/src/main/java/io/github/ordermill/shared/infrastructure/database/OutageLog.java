package io.github.ordermill.shared.infrastructure.database;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Logs the outage of something that is retried: each fault once while it repeats, and the end of
 * the outage. Not thread-safe.
 */
public final class OutageLog {

  private final Logger log;
  private final String failing;
  private final String over;
  private String last;

  /**
   * Creates it.
   *
   * @param failing text before the message of the fault
   * @param over text for the end of the outage
   */
  public OutageLog(Logger log, String failing, String over) {
    this.log = log;
    this.failing = failing;
    this.over = over;
  }

  /** Logs a fault, unless it was logged last. */
  public void report(Exception fault) {
    var text = String.valueOf(fault.getMessage());
    if (!text.equals(last)) {
      last = text;
      log.log(Level.WARNING, "{0}: {1}", new Object[] {failing, text});
    }
  }

  /** Logs the end of an outage, if there was one. */
  public void end() {
    if (last != null) {
      last = null;
      log.info(over);
    }
  }
}
