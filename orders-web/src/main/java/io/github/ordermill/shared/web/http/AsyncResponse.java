package io.github.ordermill.shared.web.http;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Answers a request after its thread has been let go: once, and only while the exchange is open,
 * since the container gives the same response object to somebody else afterwards.
 */
final class AsyncResponse<T> implements AsyncListener {

  private static final Logger LOG = Logger.getLogger(AsyncResponse.class.getName());

  /** Far beyond every wait that a client may ask for. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Writer<T> writer;
  private final AtomicBoolean given = new AtomicBoolean();

  private AsyncResponse(Writer<T> writer) {
    this.writer = writer;
  }

  /** Writes the answer, or what there is to say of a fault; one of the two is null. */
  interface Writer<T> {
    void write(T answer, Throwable fault) throws IOException;
  }

  /** Lets the thread go, and has {@code writer} answer when {@code answer} is there. */
  static <T> void when(
      CompletableFuture<T> answer,
      HttpServletRequest request,
      HttpServletResponse response,
      Writer<T> writer) {
    var late = new AsyncResponse<>(writer);
    var exchange = request.startAsync(request, response);
    exchange.setTimeout(LONGEST.toMillis());
    exchange.addListener(late);
    answer.whenComplete(
        (value, fault) -> {
          if (late.write(value, fault)) {
            exchange.complete();
          }
        });
  }

  private boolean write(T answer, Throwable fault) {
    if (!given.compareAndSet(false, true)) {
      return false;
    }
    try {
      writer.write(answer, fault);
    } catch (IOException gone) {
      LOG.log(Level.FINE, "The client has not waited for its answer", gone);
    }
    return true;
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    if (write(null, new TimeoutException("no answer in " + LONGEST))) {
      event.getAsyncContext().complete();
    }
  }

  @Override
  public void onError(AsyncEvent event) {
    given.set(true);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    given.set(true);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // begins once only
  }
}
