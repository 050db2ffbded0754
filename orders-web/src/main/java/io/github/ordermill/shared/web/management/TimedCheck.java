package io.github.ordermill.shared.web.management;

import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * A health check with a time limit. At most one call of it runs at a time, which all requests
 * share; a call that takes longer than the limit is answered by the last result, while that is
 * recent, and as DOWN afterwards.
 */
final class TimedCheck {

  private static final Logger LOG = Logger.getLogger(TimedCheck.class.getName());

  /** Datum of a result; if it is false, the result informs and does not decide. */
  static final String REQUIRED = "required";

  private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final HealthCheck check;
  private final Executor executor;

  private CompletableFuture<HealthCheckResponse> running;
  private volatile Result last;
  private volatile boolean failing;

  TimedCheck(HealthCheck check, Executor executor) {
    this.check = check;
    this.executor = executor;
  }

  private record Result(HealthCheckResponse response, long atNanos) {

    boolean isRecent() {
      return System.nanoTime() - atNanos < RECENT_NANOS;
    }
  }

  /** Starts a call of the check, unless one is running. */
  synchronized void start() {
    if (running == null || running.isDone()) {
      try {
        running = CompletableFuture.supplyAsync(this::call, executor);
      } catch (RejectedExecutionException stopping) {
        running = CompletableFuture.failedFuture(stopping);
      }
    }
  }

  /**
   * The result of the running call.
   *
   * @param deadline of the wait for it, in the time of {@link System#nanoTime()}
   */
  HealthCheckResponse await(long deadline) throws InterruptedException {
    try {
      return current().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      var known = last;
      return known != null && known.isRecent() ? known.response() : down("it takes too long");
    } catch (ExecutionException | CancellationException stopping) {
      return down("the application is stopping");
    }
  }

  private synchronized CompletableFuture<HealthCheckResponse> current() {
    return running;
  }

  private HealthCheckResponse call() {
    HealthCheckResponse response;
    try {
      response = check.call();
      failing = false;
    } catch (RuntimeException | Error fault) {
      // once, not at every probe
      if (!failing) {
        LOG.log(Level.WARNING, fault, () -> "A health check failed");
      }
      failing = true;
      response = down("the check failed; the log has the reason");
    }
    last = new Result(response, System.nanoTime());
    return response;
  }

  /** DOWN under the name that the check gave itself, and as little required as it said. */
  private HealthCheckResponse down(String reason) {
    var known = last;
    var data = new TreeMap<String, Object>();
    if (known != null) {
      known
          .response()
          .getData()
          .map(before -> before.get(REQUIRED))
          .ifPresent(required -> data.put(REQUIRED, required));
    }
    data.put("reason", reason);
    return new HealthCheckResponse(
        known == null ? "check" : known.response().getName(),
        HealthCheckResponse.Status.DOWN,
        Optional.of(data));
  }
}
