package io.github.ordermill.shared.application.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ordermill.shared.application.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackgroundLoopTest {

  private static final Duration LONG_AGO = Duration.ofDays(1);
  private static final Duration FAILURE_LIMIT = Duration.ofMillis(300);
  private static final Logger LOG = Logger.getLogger(BackgroundLoop.class.getName());

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final AtomicInteger turns = new AtomicInteger();
  private final Handler recorder =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
        }

        @Override
        public void flush() {
          // nothing is buffered
        }

        @Override
        public void close() {
          // nothing is open
        }
      };

  private BackgroundLoop loop;

  /** One turn of the task under test, given its number. */
  @FunctionalInterface
  private interface Script {
    void turn(int number) throws Throwable;
  }

  @BeforeEach
  void recordTheLog() {
    LOG.addHandler(recorder);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void stopTheLoop() {
    loop.stop();
    LOG.setUseParentHandlers(true);
    LOG.removeHandler(recorder);
  }

  private Thread start(Script script) {
    loop =
        new BackgroundLoop(
            new BackgroundTask() {
              @Override
              public String loopName() {
                return "test";
              }

              @Override
              public Duration pause() {
                return Duration.ofMillis(1);
              }

              @Override
              public Duration stallLimit() {
                return Duration.ofMillis(200);
              }

              @Override
              public void turn(Heartbeat heartbeat) throws Exception {
                try {
                  script.turn(turns.incrementAndGet());
                } catch (Exception | Error fault) {
                  throw fault;
                } catch (Throwable fault) {
                  throw new AssertionError(fault);
                }
              }
            },
            FAILURE_LIMIT);
    var thread = new Thread(loop);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  static Stream<Throwable> faults() {
    return Stream.of(
        new OutOfMemoryError("test"),
        new StackOverflowError("test"),
        new NoClassDefFoundError("test"),
        new ExceptionInInitializerError("test"),
        new AssertionError("test"),
        new IllegalStateException("test"),
        new InterruptedException("test"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void runsAgainAfter(Throwable fault) {
    start(
        number -> {
          if (number == 2) {
            throw fault;
          }
        });

    await().atMost(Duration.ofSeconds(5)).until(() -> loop.turns() > 3);
    assertThat(loop.failures()).isEqualTo(1);
    assertThat(loop.standstill(LONG_AGO)).isEmpty();
  }

  @Test
  void survivesAnErrorInsideItsOwnReport() {
    LOG.removeHandler(recorder);
    LOG.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            LOG.removeHandler(this);
            throw new OutOfMemoryError("no memory to log");
          }

          @Override
          public void flush() {
            // nothing is buffered
          }

          @Override
          public void close() {
            // nothing is open
          }
        });

    start(
        number -> {
          if (number == 1) {
            throw new OutOfMemoryError("test");
          }
        });

    await().atMost(Duration.ofSeconds(5)).until(() -> loop.turns() > 2);
  }

  @Test
  void survivesAnInterruptWhileItPauses() {
    var thread = start(number -> {});
    await().until(() -> loop.turns() > 0);

    thread.interrupt();

    long before = loop.turns();
    await().atMost(Duration.ofSeconds(5)).until(() -> loop.turns() > before + 2);
  }

  @Test
  void standsStillWhenItFailsForLongerThanItsLimit() {
    start(
        number -> {
          throw new StackOverflowError("test");
        });

    await().atMost(Duration.ofSeconds(5)).until(() -> loop.standstill(Duration.ZERO).isPresent());
    assertThat(loop.standstill(Duration.ZERO).orElseThrow()).startsWith("has failed for ");
  }

  @Test
  void logsAFailureThatRepeatsOnceAMinute() {
    start(
        number -> {
          throw new IllegalStateException("test");
        });

    await().atMost(Duration.ofSeconds(10)).until(() -> loop.failures() >= 4);
    assertThat(records).hasSize(1);
    assertThat(records.get(0).getThrown()).hasMessage("test");
  }

  @Test
  void logsOneOfManyShortFailures() {
    start(
        number -> {
          if (number % 2 == 0) {
            throw new IllegalStateException("test");
          }
        });

    await().atMost(Duration.ofSeconds(10)).until(() -> loop.failures() >= 5);
    assertThat(records).hasSizeBetween(1, 2);
  }

  @Test
  void waitsForAnOutageWithoutFailing() {
    start(
        number -> {
          throw new Unavailable(new IllegalStateException("connection refused"));
        });

    await().atMost(Duration.ofSeconds(5)).until(() -> loop.turns() > 1);
    assertThat(loop.failures()).isZero();
    assertThat(loop.standstill(LONG_AGO)).isEmpty();
    assertThat(records).isEmpty();
  }

  @Test
  void standsStillWhenATurnTakesLongerThanItsLimit() {
    var never = new CountDownLatch(1);
    start(number -> never.await());

    await().atMost(Duration.ofSeconds(5)).until(() -> loop.standstill(LONG_AGO).isPresent());
    assertThat(loop.standstill(LONG_AGO).orElseThrow()).startsWith("has stood still for ");
    assertThat(loop.standstill(Duration.ofMillis(10))).as("while the database is away").isEmpty();
  }

  @Test
  void doesNotStandStillOnceStopped() throws InterruptedException {
    var thread = start(number -> {});

    loop.stop();
    thread.join(5_000);

    assertThat(thread.isAlive()).isFalse();
    assertThat(loop.standstill(LONG_AGO)).isEmpty();
  }
}
