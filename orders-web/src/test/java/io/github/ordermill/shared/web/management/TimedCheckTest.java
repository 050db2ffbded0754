package io.github.ordermill.shared.web.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimedCheckTest {

  private static final HealthCheckResponse UP =
      new HealthCheckResponse("ours", Status.UP, Optional.empty());

  /** Of a call that blocks. */
  private static final Duration SHORT = Duration.ofMillis(50);

  /** Of a call that answers or throws. */
  private static final Duration LONG = Duration.ofSeconds(10);

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final CountDownLatch blocker = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();

  @AfterEach
  void end() {
    blocker.countDown();
    executor.shutdownNow();
  }

  @Test
  void isDownAfterAThrownException() throws InterruptedException {
    var response =
        result(
            () -> {
              throw new IllegalStateException("inner");
            });

    assertThat(response.getStatus()).isEqualTo(Status.DOWN);
    assertThat(response.getData().orElseThrow().toString()).doesNotContain("inner");
  }

  @Test
  void isDownAfterAnError() throws InterruptedException {
    assertThat(
            result(
                    () -> {
                      throw new LinkageError();
                    })
                .getStatus())
        .isEqualTo(Status.DOWN);
  }

  @Test
  void isDownIfTheFirstCallTakesTooLong() throws InterruptedException {
    assertThat(result(new TimedCheck(this::blocked, executor), SHORT).getStatus())
        .isEqualTo(Status.DOWN);
  }

  @Test
  void repeatsARecentResultWhileACallTakesTooLong() throws InterruptedException {
    var check = new TimedCheck(() -> calls.incrementAndGet() == 1 ? UP : blocked(), executor);
    assertThat(result(check, LONG).getStatus()).isEqualTo(Status.UP);

    assertThat(result(check, SHORT).getStatus()).isEqualTo(Status.UP);
    assertThat(result(check, SHORT).getStatus()).isEqualTo(Status.UP);

    assertThat(calls).as("one call at a time").hasValue(2);
  }

  @Test
  void staysAsLittleRequiredAsItSaidWhenItFails() throws InterruptedException {
    var informing =
        new HealthCheckResponse("ours", Status.UP, Optional.of(Map.of("required", false)));
    var check =
        new TimedCheck(
            () -> {
              if (calls.incrementAndGet() == 1) {
                return informing;
              }
              throw new IllegalStateException();
            },
            executor);
    result(check, LONG);

    var failed = result(check, LONG);

    assertThat(failed.getName()).isEqualTo("ours");
    assertThat(failed.getStatus()).isEqualTo(Status.DOWN);
    assertThat(failed.getData().orElseThrow()).containsEntry("required", false);
  }

  @Test
  void isDownWhenTheApplicationIsStopping() throws InterruptedException {
    executor.shutdownNow();

    assertThat(result(() -> UP).getStatus()).isEqualTo(Status.DOWN);
  }

  private HealthCheckResponse result(HealthCheck check) throws InterruptedException {
    return result(new TimedCheck(check, executor), LONG);
  }

  private static HealthCheckResponse result(TimedCheck check, Duration limit)
      throws InterruptedException {
    check.start();
    return check.await(System.nanoTime() + limit.toNanos());
  }

  private HealthCheckResponse blocked() {
    try {
      blocker.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return UP;
  }
}
