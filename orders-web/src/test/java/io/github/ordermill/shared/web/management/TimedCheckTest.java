package io.github.ordermill.shared.web.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

  private static final Duration LIMIT = Duration.ofMillis(50);

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
    assertThat(result(this::blocked).getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void repeatsARecentResultWhileACallTakesTooLong() throws InterruptedException {
    var check = new TimedCheck(() -> calls.incrementAndGet() == 1 ? UP : blocked(), executor);
    assertThat(result(check).getStatus()).isEqualTo(Status.UP);

    assertThat(result(check).getStatus()).isEqualTo(Status.UP);
    assertThat(result(check).getStatus()).isEqualTo(Status.UP);

    assertThat(calls).as("one call at a time").hasValue(2);
  }

  @Test
  void isDownWhenTheApplicationIsStopping() throws InterruptedException {
    executor.shutdownNow();

    assertThat(result(() -> UP).getStatus()).isEqualTo(Status.DOWN);
  }

  private HealthCheckResponse result(HealthCheck check) throws InterruptedException {
    return result(new TimedCheck(check, executor));
  }

  private static HealthCheckResponse result(TimedCheck check) throws InterruptedException {
    check.start();
    return check.await(System.nanoTime() + LIMIT.toNanos());
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
