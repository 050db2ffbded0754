package io.github.ordermill.boot;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Filter of the log of {@code orders.jar}: bounds the records of each kind in a minute, whatever
 * clients do. The first {@value #WHOLE} of a minute are written with their stack traces, up to
 * {@value #MAX_RECORDS} without; the number of those left out is appended to the next one. A kind
 * is a logger, a level and the class of an exception.
 */
public final class LogRateLimit implements Filter {

  static final int WHOLE = 10;
  static final int MAX_RECORDS = 60;

  /** Kinds are as many as the code has; a limit all the same. */
  private static final int MAX_KINDS = 1_000;

  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
  private final SimpleFormatter formatter = new SimpleFormatter();
  private final LongSupplier nanoTime;

  /** For the logging configuration, which names this class. */
  public LogRateLimit() {
    this(System::nanoTime);
  }

  LogRateLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public boolean isLoggable(LogRecord record) {
    var thrown = record.getThrown();
    var name =
        record.getLoggerName()
            + ' '
            + record.getLevel()
            + ' '
            + (thrown == null ? "" : thrown.getClass().getName());
    var kind = kinds.computeIfAbsent(kinds.size() < MAX_KINDS ? name : "others", any -> new Kind());
    return kind.admits(record);
  }

  /** Records of a kind in the current minute. */
  private final class Kind {

    private long since = nanoTime.getAsLong();
    private int records;
    private long leftOut;

    synchronized boolean admits(LogRecord record) {
      if (nanoTime.getAsLong() - since >= MINUTE_NANOS) {
        since = nanoTime.getAsLong();
        records = 0;
      }
      if (records == MAX_RECORDS) {
        leftOut++;
        return false;
      }
      records++;
      if (records > WHOLE && record.getThrown() != null) {
        rewrite(record, ": " + record.getThrown());
        record.setThrown(null);
      }
      if (leftOut > 0) {
        rewrite(record, " (after " + leftOut + " such records that were left out)");
        leftOut = 0;
      }
      return true;
    }

    private void rewrite(LogRecord record, String addition) {
      var message = formatter.formatMessage(record) + addition;
      record.setResourceBundle(null);
      record.setParameters(null);
      record.setMessage(message);
    }
  }
}
