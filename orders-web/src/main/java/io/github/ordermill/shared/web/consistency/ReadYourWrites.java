package io.github.ordermill.shared.web.consistency;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.application.Deadline;
import io.github.ordermill.shared.application.ReadAllowance;
import io.github.ordermill.shared.application.ViewVersionFeed;
import io.github.ordermill.shared.application.validation.InvalidArguments;
import io.github.ordermill.shared.application.validation.Violation;
import io.github.ordermill.shared.web.graphql.schema.CurrentField;
import io.github.ordermill.shared.web.lifecycle.WebExecutors;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Read-your-writes consistency for fields with the arguments {@code consistencyToken} and {@code
 * maxWaitMillis}: their answer is delayed, without blocking a thread, until the view has reached
 * the token's version or the time is over. {@code extensions.consistency} of the response states
 * whether it has. Reads beyond the limits of concurrent waiters (of the node, of an address, of a
 * request) are answered at once with what the view has. Waiting counts against the time limit of
 * the request: it ends a tenth of the limit before it, so that what the view has can still be read.
 */
@ApplicationScoped
public class ReadYourWrites {

  private static final int DEFAULT_WAIT_MILLIS = 2_000;
  private static final int MAX_WAIT_MILLIS = 10_000;

  private ViewVersionFeed feed;
  private WebScheduler timer;
  private ConsistencyTokens tokens;
  private WaiterPlaces places;
  private Duration readingTime;

  /** For CDI only. */
  protected ReadYourWrites() {}

  @Inject
  public ReadYourWrites(
      ViewVersionFeed feed,
      WebScheduler timer,
      WebExecutors executors,
      ConsistencyTokens tokens,
      ApiSettings api) {
    this.feed = feed;
    this.timer = timer;
    this.tokens = tokens;
    this.places = new WaiterPlaces(executors.reads(), api);
    this.readingTime = Duration.ofSeconds(api.limit(Limit.EXECUTION_SECONDS)).dividedBy(10);
  }

  /** The number of fields that wait for their view at present. */
  public int waiting() {
    return places.taken();
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
            context,
            shown -> context.consistency().add(path, token.version(), shown))
        .answer(Duration.ofMillis(wait));
  }

  private ConsistencyToken token(String text, int wait) {
    var token = tokens.decode(text);
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
    private final RequestContext context;
    private final IntConsumer report;
    private final Optional<Deadline> deadline = Deadline.current();
    private final Optional<ReadAllowance> allowance = ReadAllowance.current();
    private final AtomicBoolean queued = new AtomicBoolean();
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private volatile WaiterPlaces.Place place;
    private volatile boolean timeIsOver;
    private boolean answered;

    PendingRead(
        String projection,
        ConsistencyToken token,
        Supplier<VersionedAnswer<T>> read,
        RequestContext context,
        IntConsumer report) {
      this.projection = projection;
      this.token = token;
      this.read = read;
      this.context = context;
      this.report = report;
    }

    /** The answer, complete already if it does not have to wait. */
    CompletionStage<T> answer(Duration maxWait) {
      var seen = read.get();
      var wait = withinDeadline(maxWait);
      place = isFresh(seen) || wait.isZero() ? null : places.take(context).orElse(null);
      if (place == null) {
        report.accept(seen.version());
        return CompletableFuture.completedFuture(seen.answer().get());
      }
      var watch =
          feed.watch(
              projection,
              token.id(),
              seen.version(),
              version -> {
                if (version >= token.version()) {
                  enqueue();
                }
              });
      var timeout = timer.schedule(wait, this::onTimeIsOver);
      var released =
          answer.whenComplete(
              (value, fault) -> {
                watch.end();
                timeout.cancel(false);
                place.giveBack();
              });
      readAgain(); // a commit between the first read and the watch is not reported
      return released;
    }

    private Duration withinDeadline(Duration maxWait) {
      if (deadline.isEmpty()) {
        return maxWait;
      }
      var left = deadline.get().left().minus(readingTime);
      return left.isNegative() ? Duration.ZERO : left.compareTo(maxWait) < 0 ? left : maxWait;
    }

    private boolean isFresh(VersionedAnswer<T> seen) {
      return seen.version() >= token.version();
    }

    private void onTimeIsOver() {
      timeIsOver = true;
      enqueue();
    }

    /** Reads again as soon as a thread is free, unless that is to happen anyway. */
    private void enqueue() {
      if (queued.compareAndSet(false, true)) {
        place.execute(
            () -> {
              queued.set(false);
              readAgain();
            });
      }
    }

    /** Reads on any thread, and answers what is below the field, within deadline and allowance. */
    private void readAgain() {
      Runnable timed = () -> deadline.ifPresentOrElse(it -> it.during(this::read), this::read);
      allowance.ifPresentOrElse(
          it ->
              it.during(
                  () -> {
                    timed.run();
                    return null;
                  }),
          timed);
    }

    private void read() {
      readOnce().run();
    }

    /** Reads, and returns what completes the answer, which is not to be done by two threads. */
    private synchronized Runnable readOnce() {
      if (answered) {
        return () -> {};
      }
      boolean isLast = timeIsOver;
      try {
        var seen = read.get();
        if (!isLast && !isFresh(seen)) {
          return () -> {};
        }
        var value = seen.answer().get();
        answered = true;
        return () -> {
          report.accept(seen.version());
          answer.complete(value);
        };
      } catch (RuntimeException fault) {
        answered = true;
        return () -> answer.completeExceptionally(fault);
      }
    }
  }
}
