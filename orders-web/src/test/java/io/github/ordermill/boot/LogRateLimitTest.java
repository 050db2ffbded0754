package io.github.ordermill.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogRateLimitTest {

  private final AtomicLong now = new AtomicLong();
  private final LogRateLimit limit = new LogRateLimit(now::get);

  @Test
  void writesTheFirstRecordsWholeAndSomeWithoutTheirStack() {
    var written = log(1_000, "a", new IllegalStateException("broken {0}"));

    assertThat(written).hasSize(LogRateLimit.MAX_RECORDS);
    assertThat(written.subList(0, LogRateLimit.WHOLE))
        .allSatisfy(record -> assertThat(record.getThrown()).isNotNull());
    assertThat(written.subList(LogRateLimit.WHOLE, LogRateLimit.MAX_RECORDS))
        .allSatisfy(
            record -> {
              assertThat(record.getThrown()).isNull();
              assertThat(record.getMessage())
                  .isEqualTo("message: java.lang.IllegalStateException: broken {0}");
            });
  }

  @Test
  void saysInTheNextMinuteHowManyWereLeftOut() {
    log(1_000, "a", null);
    now.addAndGet(TimeUnit.MINUTES.toNanos(1));

    var written = log(2, "a", null);

    assertThat(written)
        .extracting(LogRecord::getMessage)
        .containsExactly("message (after 940 such records that were left out)", "message");
  }

  @Test
  void boundsEachKindByItself() {
    log(1_000, "a", null);

    assertThat(log(5, "b", null)).hasSize(5);
    assertThat(log(5, "a", new IllegalStateException())).hasSize(5);
  }

  private List<LogRecord> log(int count, String logger, Throwable thrown) {
    var written = new ArrayList<LogRecord>();
    IntStream.range(0, count)
        .forEach(
            i -> {
              var record = new LogRecord(Level.WARNING, "message");
              record.setLoggerName(logger);
              record.setThrown(thrown);
              if (limit.isLoggable(record)) {
                written.add(record);
              }
            });
    return written;
  }
}
