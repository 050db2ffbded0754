package io.github.ordermill.shared.web.http;

import io.github.ordermill.settings.Limit;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A request and its answer, which is sent at most once and without holding a thread, however slowly
 * the client takes it. The container reuses the objects of a request after its end; so they are
 * used under a lock and only before.
 */
final class Exchange {

  private static final Logger LOG = Logger.getLogger(Exchange.class.getName());

  /** What the server may queue of a longer answer. */
  private static final int MAX_BYTES_QUEUED = 64 << 10;

  /** A client that takes less than this in a second, over the whole answer, is cut off. */
  private static final int MIN_BYTES_PER_SECOND = 16 << 10;

  private final Exchanges exchanges;
  private final HttpServletRequest request;
  private final HttpServletResponse response;

  private AsyncContext async;
  private boolean answered;
  private boolean ended;
  private boolean closing;
  private Future<?> deadline;
  private Runnable onEnd = () -> {};

  Exchange(Exchanges exchanges, HttpServletRequest request, HttpServletResponse response) {
    this.exchanges = exchanges;
    this.request = request;
    this.response = response;
  }

  HttpServletRequest request() {
    return request;
  }

  HttpServletResponse response() {
    return response;
  }

  Exchanges exchanges() {
    return exchanges;
  }

  /**
   * Releases the thread of the request when the servlet returns; called on that thread.
   *
   * @return false if the client has closed the connection
   */
  synchronized boolean suspend() {
    try {
      if (async == null) {
        async = request.startAsync(request, response);
        async.setTimeout(0); // every wait has its own deadline
        async.addListener(new EndListener());
      }
      return true;
    } catch (IllegalStateException closed) {
      LOG.log(Level.FINE, "The client closed the connection", closed);
      return false;
    }
  }

  /** Calls {@code work} if nothing is answered within a time; replaces an earlier deadline. */
  synchronized void answerWithin(Duration time, Runnable work) {
    if (!answered) {
      cancelDeadline();
      deadline = exchanges.after(time, work);
    }
  }

  /** Calls {@code work}, which must not throw, when the exchange has ended. */
  synchronized void onEnd(Runnable work) {
    if (ended) {
      work.run();
    } else {
      var before = onEnd;
      onEnd =
          () -> {
            before.run();
            work.run();
          };
    }
  }

  /** Closes the connection after the answer, since the rest of the request was not received. */
  synchronized void closeAfterAnswer() {
    closing = true;
  }

  /**
   * Sends the answer, unless one has been sent.
   *
   * @param head sets status and headers
   * @param body released in any case
   */
  void answer(Consumer<HttpServletResponse> head, AnswerBody body) {
    if (isSentAtOnce(head, body)) {
      complete();
    }
  }

  /** Whether the exchange is to be completed, which is done without the lock. */
  private synchronized boolean isSentAtOnce(Consumer<HttpServletResponse> head, AnswerBody body) {
    if (answered) {
      body.release();
      return false;
    }
    answered = true;
    cancelDeadline();
    try {
      head.accept(response);
      if (closing) {
        response.setHeader("Connection", "close");
      }
      response.setContentLengthLong(body.size());
      if (request.getMethod().equals("HEAD")) {
        body.release();
      }
      if (body.size() > MAX_BYTES_QUEUED) {
        PayaraConnection.limitQueue(PayaraConnection.of(request), MAX_BYTES_QUEUED);
      }
      var out = response.getOutputStream();
      boolean isReady = isReady(out);
      while (isReady && !body.isSent()) {
        body.sendPiece(out);
        isReady = body.isSent() || isReady(out);
      }
      if (!isReady && suspend()) {
        new Sending(out, body).start();
        return false;
      }
      if (closing) {
        out.flush();
      }
    } catch (IOException | RuntimeException closed) {
      LOG.log(Level.FINE, "The client closed the connection before the answer", closed);
    }
    body.release();
    return true;
  }

  /** Whether a write would not block; some servers only say so to a listener. */
  private static boolean isReady(ServletOutputStream out) {
    try {
      return out.isReady();
    } catch (IllegalStateException listenerNeeded) {
      return false;
    }
  }

  /** Ends the exchange without an answer: the client has closed the connection. */
  void abandon() {
    synchronized (this) {
      if (answered) {
        return;
      }
      answered = true;
    }
    complete();
  }

  /** Without the lock: the container has locks of its own, which it holds when it calls. */
  private void complete() {
    Object connection;
    synchronized (this) {
      if (ended) {
        return;
      }
      connection = closing && async != null ? PayaraConnection.of(request) : null;
      end();
    }
    if (async != null) {
      try {
        async.complete();
      } catch (IllegalStateException completedByTheContainer) {
        LOG.log(Level.FINE, "The exchange had ended", completedByTheContainer);
      }
    }
    PayaraConnection.closeAfterAnswer(connection);
  }

  private synchronized void end() {
    if (!ended) {
      ended = true;
      answered = true;
      cancelDeadline();
      onEnd.run();
    }
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  /** Notes the end of an exchange by the container. */
  private final class EndListener implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
      end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // there is none
    }

    @Override
    public void onError(AsyncEvent event) {
      complete();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // not restarted
    }
  }

  /** Sends a body in pieces, each when the network has room. */
  private final class Sending implements WriteListener {

    private final ServletOutputStream out;
    private final AnswerBody body;
    private final Object connection = PayaraConnection.of(request);
    private final long idleNanos = TimeUnit.SECONDS.toNanos(exchanges.limit(Limit.SEND_SECONDS));
    private final long lastNanos;
    private long progressAt = System.nanoTime();

    Sending(ServletOutputStream out, AnswerBody body) {
      this.out = out;
      this.body = body;
      this.lastNanos =
          progressAt + idleNanos + TimeUnit.SECONDS.toNanos(body.size() / MIN_BYTES_PER_SECOND);
    }

    void start() {
      onEnd(body::release);
      checkLater(idleNanos);
      out.setWriteListener(this);
    }

    private void checkLater(long nanos) {
      deadline = exchanges.after(Duration.ofNanos(nanos), this::check);
    }

    private void check() {
      synchronized (Exchange.this) {
        long rest = Math.min(progressAt + idleNanos, lastNanos) - System.nanoTime();
        if (ended) {
          return;
        }
        if (rest > 0) {
          checkLater(rest);
          return;
        }
      }
      PayaraConnection.terminate(connection);
      complete();
    }

    @Override
    public void onWritePossible() throws IOException {
      if (isAllSent()) {
        complete();
      }
    }

    private boolean isAllSent() throws IOException {
      synchronized (Exchange.this) {
        while (!ended && out.isReady()) {
          progressAt = System.nanoTime();
          if (body.isSent()) {
            return true;
          }
          body.sendPiece(out);
        }
        return false;
      }
    }

    @Override
    public void onError(Throwable closed) {
      LOG.log(Level.FINE, "The client closed the connection before the answer", closed);
      complete();
    }
  }
}
