package io.github.ordermill.shared.web.consistency;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.application.Deadline;
import io.github.ordermill.shared.application.ReadAllowance;
import io.github.ordermill.shared.application.ViewVersionFeed;
import io.github.ordermill.shared.application.validation.InvalidArguments;
import io.github.ordermill.shared.application.validation.Violation;
import io.github.ordermill.shared.web.graphql.schema.CurrentField;
import io.github.ordermill.shared.web.lifecycle.WebScheduler;
import io.github.ordermill.shared.web.request.RequestContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Read-your-writes consistency for fields with the arguments {@code consistencyToken} and {@code
 * maxWaitMillis}: their answer is delayed, without blocking a thread, until the view has reached
 * the token's version or the time is over. {@code extensions.consistency} of the response states
 * whether it has. Reads beyond the limit of concurrent waiters are answered at once with what the
 * view has. Waiting does not count against the time limit of the query.
 */
@ApplicationScoped
public class ReadYourWrites {

  private static final int DEFAULT_WAIT_MILLIS = 2_000;
  private static final int MAX_WAIT_MILLIS = 10_000;

  private ViewVersionFeed feed;
  private WebScheduler scheduler;
  private Semaphore permits;
  private int maxWaiters;

  /** For CDI only. */
  protected ReadYourWrites() {}

  @Inject
  public ReadYourWrites(ViewVersionFeed feed, WebScheduler scheduler, ApiSettings api) {
    this.feed = feed;
    this.scheduler = scheduler;
    this.maxWaiters = api.limit(Limit.WAITERS);
    this.permits = new Semaphore(maxWaiters);
  }

  /** The number of fields that wait for their view at present. */
  public int waiting() {
    return maxWaiters - permits.availablePermits();
  }

  /**
   * An answer and its version.
   *
   * @param version the version that the view shows of the token's subject, 0 for none
   * @param answer an answer of at least that version: read already, or by the supplier
   */
  public record VersionedAnswer<T>(int version, Supplier<T> answer) {}

  /**
   * The answer to the field that is being fetched on this thread.
   *
   * @param projection the projection of the view
   * @param consistencyToken as given by the client, null for none
   * @param maxWaitMillis 0 to 10,000; null for 2,000
   * @param read reads the answer where there is no token
   * @param versioned reads the answer and its version for the token's subject
   * @throws InvalidArguments if the token is invalid or the time is out of range
   */
  public <T> CompletionStage<T> answer(
      String projection,
      String consistencyToken,
      Integer maxWaitMillis,
      Supplier<T> read,
      Function<UUID, VersionedAnswer<T>> versioned) {
    int wait = maxWaitMillis == null ? DEFAULT_WAIT_MILLIS : maxWaitMillis;
    var token = token(consistencyToken, wait);
    if (token == null) {
      return CompletableFuture.completedFuture(read.get());
    }
    var field = CurrentField.get();
    var path = field.getExecutionStepInfo().getPath().toList();
    var context = RequestContext.of(field.getGraphQlContext());
    return new PendingRead<>(
            projection,
            token,
            () -> versioned.apply(token.id()),
            shown -> context.consistency().add(path, token.version(), shown))
        .answer(Duration.ofMillis(wait));
  }

  private static ConsistencyToken token(String text, int wait) {
    var token = ConsistencyToken.decode(text);
    var violations = new ArrayList<Violation>();
    if (text != null && token.isEmpty()) {
      violations.add(
          new Violation("consistencyToken", "must be a token as a mutation has given it"));
    }
    if (wait < 0 || wait > MAX_WAIT_MILLIS) {
      violations.add(new Violation("maxWaitMillis", "must be 0 to " + MAX_WAIT_MILLIS));
    }
    if (!violations.isEmpty()) {
      throw new InvalidArguments(violations);
    }
    return token.orElse(null);
  }

  /** The read of one field that may have to wait. */
  private final class PendingRead<T> {

    private final String projection;
    private final ConsistencyToken token;
    private final Supplier<VersionedAnswer<T>> read;
    private final IntConsumer report;
    private final Optional<Deadline> deadline = Deadline.current();
    private final Optional<ReadAllowance> allowance = ReadAllowance.current();
    private final AtomicBoolean answered = new AtomicBoolean();
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    PendingRead(
        String projection,
        ConsistencyToken token,
        Supplier<VersionedAnswer<T>> read,
        IntConsumer report) {
      this.projection = projection;
      this.token = token;
      this.read = read;
      this.report = report;
    }

    /** The answer, complete already if it does not have to wait. */
    CompletionStage<T> answer(Duration maxWait) {
      var seen = read.get();
      if (isFresh(seen) || maxWait.isZero() || !permits.tryAcquire()) {
        report.accept(seen.version());
        return CompletableFuture.completedFuture(seen.answer().get());
      }
      deadline.ifPresent(it -> it.postpone(maxWait));
      var watch =
          feed.watch(
              projection,
              token.id(),
              seen.version(),
              version -> {
                if (version >= token.version()) {
                  scheduler.run(() -> readAgain(false));
                }
              });
      var timeout = scheduler.schedule(maxWait, () -> readAgain(true));
      var released =
          answer.whenComplete(
              (value, fault) -> {
                watch.end();
                timeout.cancel(false);
                permits.release();
              });
      readAgain(false); // a commit between the first read and the watch is not reported
      return released;
    }

    private boolean isFresh(VersionedAnswer<T> seen) {
      return seen.version() >= token.version();
    }

    /** Reads on any thread, within the deadline of the request. */
    private void readAgain(boolean isLast) {
      deadline.ifPresentOrElse(it -> it.during(() -> readOnce(isLast)), () -> readOnce(isLast));
    }

    private void readOnce(boolean isLast) {
      if (answered.get()) {
        return;
      }
      allowance.ifPresentOrElse(
          it -> it.during(() -> readAllowed(isLast)), () -> readAllowed(isLast));
    }

    private void readAllowed(boolean isLast) {
      try {
        var seen = read.get();
        if (isLast || isFresh(seen)) {
          var value = seen.answer().get();
          if (answered.compareAndSet(false, true)) {
            report.accept(seen.version());
            answer.complete(value);
          }
        }
      } catch (RuntimeException fault) {
        if (answered.compareAndSet(false, true)) {
          answer.completeExceptionally(fault);
        }
      }
    }
  }
}
