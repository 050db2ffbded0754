package io.github.ordermill.shared.web.consistency;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.application.Deadline;
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
 * Fields with the arguments {@code consistencyToken} and {@code maxWaitMillis}: their answer waits
 * until the view shows what the token's command did, for as long as the client will wait. No thread
 * waits meanwhile. The response tells in {@code extensions.consistency} whether the view came that
 * far; whoever finds no place to wait is answered at once, and told the same. The time that a
 * client will wait does not count as time that its query takes.
 */
@ApplicationScoped
public class ReadYourWrites {

  private static final int DEFAULT_WAIT_MILLIS = 2_000;
  private static final int LONGEST_WAIT_MILLIS = 10_000;

  private ViewVersionFeed feed;
  private WebScheduler workers;
  private Semaphore places;
  private int maxWaiters;

  /** For CDI only. */
  protected ReadYourWrites() {}

  @Inject
  public ReadYourWrites(ViewVersionFeed feed, WebScheduler workers, ApiSettings api) {
    this.feed = feed;
    this.workers = workers;
    this.maxWaiters = api.limit(Limit.WAITERS);
    this.places = new Semaphore(maxWaiters);
  }

  /** How many fields wait at present. */
  public int waiting() {
    return maxWaiters - places.availablePermits();
  }

  /**
   * How far a view has come, and an answer that shows at least that.
   *
   * @param version that the view shows of what the token is about, 0 for nothing
   * @param answer read from the view before, or when it is asked for, never after it is given
   */
  public record VersionedAnswer<T>(int version, Supplier<T> answer) {}

  /**
   * The answer to the field that is being fetched on this thread.
   *
   * @param projection keeps the view
   * @param consistencyToken as the client gave it, null for none
   * @param maxWaitMillis 0 to 10,000; null for 2,000
   * @param read the answer when there is no token
   * @param versioned the same with its version, for the id that the token is about
   * @throws InvalidArguments if the token is none, or the time is out of range
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
    return new Waiting<>(
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
    if (wait < 0 || wait > LONGEST_WAIT_MILLIS) {
      violations.add(new Violation("maxWaitMillis", "must be 0 to " + LONGEST_WAIT_MILLIS));
    }
    if (!violations.isEmpty()) {
      throw new InvalidArguments(violations);
    }
    return token.orElse(null);
  }

  /** One field that may have to wait. */
  private final class Waiting<T> {

    private final String projection;
    private final ConsistencyToken token;
    private final Supplier<VersionedAnswer<T>> look;
    private final IntConsumer report;
    private final Optional<Deadline> deadline = Deadline.current();
    private final AtomicBoolean settled = new AtomicBoolean();
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    Waiting(
        String projection,
        ConsistencyToken token,
        Supplier<VersionedAnswer<T>> look,
        IntConsumer report) {
      this.projection = projection;
      this.token = token;
      this.look = look;
      this.report = report;
    }

    /** The answer, now or later. */
    CompletionStage<T> answer(Duration patience) {
      var seen = look.get();
      if (isFresh(seen) || patience.isZero() || !places.tryAcquire()) {
        report.accept(seen.version());
        return CompletableFuture.completedFuture(seen.answer().get());
      }
      deadline.ifPresent(it -> it.postpone(patience));
      var watch =
          feed.watch(
              projection,
              token.id(),
              seen.version(),
              version -> {
                if (version >= token.version()) {
                  workers.run(() -> lookAgain(false));
                }
              });
      var end = workers.after(patience, () -> lookAgain(true));
      var tidied =
          answer.whenComplete(
              (given, fault) -> {
                watch.end();
                end.cancel(false);
                places.release();
              });
      lookAgain(false); // the commit may have come between the first look and the watch
      return tidied;
    }

    private boolean isFresh(VersionedAnswer<T> seen) {
      return seen.version() >= token.version();
    }

    /** On whichever thread, until the deadline of the request. */
    private void lookAgain(boolean forTheLastTime) {
      deadline.ifPresentOrElse(
          it -> it.during(() -> lookOnce(forTheLastTime)), () -> lookOnce(forTheLastTime));
    }

    private void lookOnce(boolean forTheLastTime) {
      if (settled.get()) {
        return;
      }
      try {
        var seen = look.get();
        if (forTheLastTime || isFresh(seen)) {
          var given = seen.answer().get();
          if (settled.compareAndSet(false, true)) {
            report.accept(seen.version());
            answer.complete(given);
          }
        }
      } catch (RuntimeException fault) {
        if (settled.compareAndSet(false, true)) {
          answer.completeExceptionally(fault);
        }
      }
    }
  }
}
