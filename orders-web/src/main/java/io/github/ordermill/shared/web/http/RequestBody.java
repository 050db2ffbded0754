package io.github.ordermill.shared.web.http;

import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.web.graphql.HttpRequestException;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;
import io.github.ordermill.shared.web.memory.MemoryBudget;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * Body of a request, received without holding a thread, within a deadline for the whole of it. The
 * body of a request that is refused anyway is received, too, and discarded: many clients read the
 * answer only after they have sent everything.
 */
final class RequestBody implements ReadListener {

  private static final int SERVICE_UNAVAILABLE = 503;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_LARGE = 413;

  private static final int MIN_CAPACITY = 1 << 10;
  private static final int DISCARD_BUFFER = 8 << 10;
  private static final int MAX_DISCARDED = 32 << 20;

  private final Exchange exchange;
  private final Exchanges exchanges;
  private final int limit;
  private final long length;
  private final MemoryBudget.Reservation memory;
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();

  private ServletInputStream in;
  private HttpRequestException refusal;
  private byte[] bytes = new byte[0];
  private int count;
  private long received;
  private boolean ended;
  private boolean counted;
  private boolean done;

  private RequestBody(
      Exchange exchange, MemoryBudget.Reservation memory, HttpRequestException refusal) {
    this.exchange = exchange;
    this.exchanges = exchange.exchanges();
    this.limit = exchanges.limit(Limit.BODY_BYTES);
    this.length = exchange.request().getContentLengthLong();
    this.memory = memory;
    this.refusal = length > limit && refusal == null ? tooLarge(length) : refusal;
  }

  /**
   * Receives the body of a request, on its thread.
   *
   * @param memory grows by the bytes of the body
   * @return fails with an {@link HttpRequestException} if it is refused, with an {@link
   *     IOException} if the client has gone; complete already if everything has arrived
   */
  static CompletableFuture<byte[]> receive(Exchange exchange, MemoryBudget.Reservation memory) {
    return new RequestBody(exchange, memory, null).start();
  }

  /** Receives and discards the body, then fails with {@code refusal}. */
  static CompletableFuture<byte[]> discard(Exchange exchange, HttpRequestException refusal) {
    return new RequestBody(exchange, null, refusal).start();
  }

  private CompletableFuture<byte[]> start() {
    try {
      if (length == 0 || length < 0 && !isChunked(exchange.request())) {
        ended = true;
        finish();
        return result;
      }
      exchange.onEnd(this::uncount);
      in = exchange.request().getInputStream();
      if (length > 0 && in.available() >= length) {
        takeAvailable();
        return result;
      }
      if (!exchanges.beginBody()) {
        exchange.closeAfterAnswer();
        fail(
            new HttpRequestException(
                SERVICE_UNAVAILABLE,
                GraphqlErrors.limitExceeded(
                    exchanges.api(),
                    "There are too many requests, please try again",
                    Limit.BODIES,
                    exchanges.limit(Limit.BODIES) + 1)));
        return result;
      }
      counted = true;
      if (!exchange.suspend()) {
        fail(new EOFException("the connection is closed"));
        return result;
      }
      exchange.answerWithin(
          Duration.ofSeconds(exchanges.limit(Limit.BODY_SECONDS)), this::onDeadline);
      in.setReadListener(this);
    } catch (IOException closed) {
      fail(closed);
    }
    return result;
  }

  private static boolean isChunked(HttpServletRequest request) {
    return request.getHeader("Transfer-Encoding") != null;
  }

  @Override
  public void onDataAvailable() throws IOException {
    synchronized (this) {
      if (done) {
        return;
      }
      while (!isComplete() && in.isReady()) {
        takeSome();
      }
      if (!isComplete()) {
        return;
      }
    }
    finish();
  }

  private void takeAvailable() throws IOException {
    while (!isComplete()) {
      takeSome();
    }
    finish();
  }

  /** Whether everything is here, or as much as is read of a body that is refused. */
  private boolean isComplete() {
    return ended || received == length || refusal != null && received >= MAX_DISCARDED;
  }

  /** Reads what is there, at most as much as fits. */
  private void takeSome() throws IOException {
    if (refusal == null && count == bytes.length) {
      enlarge();
    }
    int read =
        refusal == null
            ? in.read(bytes, count, bytes.length - count)
            : in.read(new byte[DISCARD_BUFFER]);
    if (read < 0) {
      ended = true;
      return;
    }
    received += read;
    if (refusal == null) {
      count += read;
      if (count > limit) {
        refuse(tooLarge(count));
      }
    }
  }

  private void enlarge() {
    long wanted = Math.max(MIN_CAPACITY, 2L * bytes.length);
    int capacity = (int) Math.min(wanted, length >= 0 ? length : limit + 1L);
    if (!memory.grow(capacity - bytes.length)) {
      refuse(memoryExhausted());
      return;
    }
    bytes = Arrays.copyOf(bytes, capacity);
  }

  private void refuse(HttpRequestException reason) {
    refusal = reason;
    bytes = new byte[0];
    count = 0;
  }

  @Override
  public void onAllDataRead() {
    synchronized (this) {
      ended = true;
    }
    finish();
  }

  private void finish() {
    synchronized (this) {
      if (done) {
        return;
      }
      done = true;
    }
    uncount();
    if (refusal != null) {
      if (!ended && received != length) {
        exchange.closeAfterAnswer();
      }
      result.completeExceptionally(refusal);
    } else if (received < length) {
      result.completeExceptionally(new EOFException("the body is incomplete"));
    } else {
      result.complete(count == bytes.length ? bytes : Arrays.copyOf(bytes, count));
    }
  }

  private void onDeadline() {
    synchronized (this) {
      if (done) {
        return;
      }
      done = true;
    }
    exchange.closeAfterAnswer();
    uncount();
    result.completeExceptionally(
        refusal != null
            ? refusal
            : new HttpRequestException(
                REQUEST_TIMEOUT,
                GraphqlErrors.limitExceeded(
                    exchanges.api(),
                    "The body of the request did not arrive in time",
                    Limit.BODY_SECONDS,
                    exchanges.limit(Limit.BODY_SECONDS) + 1)));
  }

  @Override
  public void onError(Throwable closed) {
    fail(closed);
  }

  private void fail(Throwable reason) {
    synchronized (this) {
      if (done) {
        return;
      }
      done = true;
    }
    uncount();
    result.completeExceptionally(reason);
  }

  private synchronized void uncount() {
    if (counted) {
      counted = false;
      exchanges.endBody();
    }
  }

  private HttpRequestException tooLarge(long size) {
    return new HttpRequestException(
        TOO_LARGE,
        GraphqlErrors.limitExceeded(
            exchanges.api(),
            "The request is too large",
            Limit.BODY_BYTES,
            (int) Math.min(size, Integer.MAX_VALUE)));
  }

  private HttpRequestException memoryExhausted() {
    return new HttpRequestException(
        SERVICE_UNAVAILABLE, GraphqlErrors.memoryExhausted(exchanges.api()));
  }
}
