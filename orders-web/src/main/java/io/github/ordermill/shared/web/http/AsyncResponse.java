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
 * Answer of an asynchronous request, written at most once and only while the exchange is open: the
 * container reuses the response object afterwards.
 */
final class AsyncResponse<T> implements AsyncListener {

  private static final Logger LOG = Logger.getLogger(AsyncResponse.class.getName());

  /** Greater than any wait that a client may request. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Writer<T> writer;
  private final Runnable onEnd;
  private final AtomicBoolean written = new AtomicBoolean();

  private AsyncResponse(Writer<T> writer, Runnable onEnd) {
    this.writer = writer;
    this.onEnd = onEnd;
  }

  /** Writes an answer, or the error response of a fault; one of the two is null. */
  interface Writer<T> {
    void write(T answer, Throwable fault) throws IOException;
  }

  /**
   * Releases the request thread and calls {@code writer} when {@code answer} is complete, and
   * {@code onEnd} when the exchange is over.
   */
  static <T> void when(
      CompletableFuture<T> answer,
      HttpServletRequest request,
      HttpServletResponse response,
      Writer<T> writer,
      Runnable onEnd) {
    var listener = new AsyncResponse<>(writer, onEnd);
    var exchange = request.startAsync(request, response);
    exchange.setTimeout(TIMEOUT.toMillis());
    exchange.addListener(listener);
    answer.whenComplete(
        (value, fault) -> {
          if (listener.write(value, fault)) {
            exchange.complete();
          }
        });
  }

  private boolean write(T answer, Throwable fault) {
    if (!written.compareAndSet(false, true)) {
      return false;
    }
    try {
      writer.write(answer, fault);
    } catch (IOException closed) {
      LOG.log(Level.FINE, "The client closed the connection before the answer", closed);
    }
    return true;
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    if (write(null, new TimeoutException("no answer in " + TIMEOUT))) {
      event.getAsyncContext().complete();
    }
  }

  @Override
  public void onError(AsyncEvent event) {
    written.set(true);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    written.set(true);
    onEnd.run();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // not restarted
  }
}
