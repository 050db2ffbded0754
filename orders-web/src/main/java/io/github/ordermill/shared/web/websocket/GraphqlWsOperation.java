package io.github.ordermill.shared.web.websocket;

import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.application.DeadlineExceeded;
import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.web.graphql.GraphqlEngine;
import io.github.ordermill.shared.web.graphql.GraphqlRequest;
import io.github.ordermill.shared.web.graphql.schema.EventStream;
import io.github.ordermill.shared.web.request.RequestContext;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Operation on a websocket, from the client's {@code subscribe} to its last message. A query or
 * mutation has one result. A subscription sends one event at a time and reads the next ones
 * afterwards; where there are none, its event stream reports when there may be.
 */
final class GraphqlWsOperation {

  /** Bytes of results that wait for the client, above which nothing more is executed for it. */
  private static final long MAX_RESULTS_NOT_TAKEN = 4 << 20;

  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  private final String id;
  private final GraphqlWsSession session;
  private final long subscribedAt = System.nanoTime();

  private GraphqlRequest request;
  private GraphqlEngine.Prepared prepared;
  private EventStream<?> stream;
  private Iterator<?> events = List.of().iterator();

  private Runnable unwatch = () -> {};
  private long reserved;
  private long reservedForEvents;
  private boolean keepsDocument;
  private boolean ended;
  private boolean scheduled;
  private boolean hasNews;

  /** An operation that has not been started. */
  GraphqlWsOperation(String id, GraphqlRequest request, GraphqlWsSession session) {
    this.id = id;
    this.request = request;
    this.session = session;
  }

  private GraphqlEngine engine() {
    return session.environment().engine();
  }

  /**
   * Reserves what the operation holds, in place of what it has reserved; false if there is none.
   */
  synchronized boolean reserve(long bytes) {
    if (ended || bytes > reserved && !session.memory().grow(bytes - reserved)) {
      return false;
    }
    session.memory().shrink(Math.max(0, reserved - bytes));
    reserved = bytes;
    return true;
  }

  /** Executes the request, or opens its subscription. */
  void start() {
    var context = session.newContext();
    GraphqlRequest started;
    synchronized (this) {
      started = request;
      request = null;
    }
    if (started == null) {
      context.close();
      return;
    }
    try {
      if (hasWaitedTooLong()) {
        result(SocketErrors.response(session.errors().tooLate(), context), context);
        return;
      }
      if (session.sendQueue().pendingBytes() > MAX_RESULTS_NOT_TAKEN) {
        result(SocketErrors.response(session.errors().noMemory(), context), context);
        return;
      }
      prepared = engine().prepare(started, context);
      if (prepared.isSubscription()) {
        open(started, context);
      } else {
        engine()
            .execute(prepared, context)
            .whenComplete(
                (response, fault) ->
                    result(fault == null ? response : engine().failed(fault, context), context));
      }
    } catch (RuntimeException | StackOverflowError fault) {
      result(engine().failed(fault, context), context);
    }
  }

  private boolean hasWaitedTooLong() {
    int limit = session.environment().api().limit(Limit.EXECUTION_SECONDS);
    return System.nanoTime() - subscribedAt >= TimeUnit.SECONDS.toNanos(limit);
  }

  private void open(GraphqlRequest opened, RequestContext context) {
    if (!keep(opened)) {
      result(SocketErrors.response(session.errors().noMemory(), context), context);
      return;
    }
    engine().open(prepared, context).whenComplete((it, fault) -> onOpened(it, fault, context));
  }

  /** Keeps of a subscription's request only what its events are executed with. */
  private boolean keep(GraphqlRequest opened) {
    if (!reserve(HeldBytes.OPERATION + HeldBytes.of(opened.variables()))) {
      return false;
    }
    synchronized (this) {
      if (!ended) {
        keepsDocument = session.documents().keep(prepared.document(), opened.query().length());
      }
      if (!keepsDocument) {
        return false;
      }
    }
    prepared =
        new GraphqlEngine.Prepared(
            new GraphqlRequest("", opened.operationName(), opened.variables(), Map.of()),
            prepared.document(),
            prepared.operation(),
            prepared.errors());
    return true;
  }

  /** Sends the result, and closes its context. */
  private void result(Map<String, Object> response, RequestContext context) {
    try (context) {
      if (end()) {
        session.onOperationEnd(id, response);
      }
    }
  }

  private void onOpened(GraphqlEngine.Opened opening, Throwable fault, RequestContext context) {
    if (fault != null) {
      result(engine().failed(fault, context), context);
    } else if (opening.events() == null) {
      result(opening.refusal(), context);
    } else {
      context.close();
      stream = opening.events();
      var watch = stream.watch(this::onNews);
      synchronized (this) {
        if (ended) {
          watch.run();
          return;
        }
        unwatch = watch;
      }
      onNews();
    }
  }

  /** There may be an event: appends it to the send queue, unless one is appended already. */
  private void onNews() {
    synchronized (this) {
      hasNews = true;
      if (scheduled || ended) {
        return;
      }
      scheduled = true;
    }
    session.sendQueue().add(this::nextMessage);
  }

  /** The message of the next event; null if there is none. */
  private CompletableFuture<byte[]> nextMessage() {
    if (hasEnded()) {
      return nothing();
    }
    try {
      if (!events.hasNext() && !readEvents()) {
        session.onOverload();
        return nothing();
      }
    } catch (Unavailable | DeadlineExceeded temporary) {
      session
          .environment()
          .timer()
          .schedule(RETRY_DELAY, () -> session.sendQueue().add(this::nextMessage));
      return nothing();
    } catch (RuntimeException fault) {
      var context = session.newContext();
      result(engine().failed(fault, context), context);
      return nothing();
    }
    if (!events.hasNext()) {
      awaitNews();
      return nothing();
    }
    var context = session.newContext();
    try {
      return message(events.next(), context);
    } catch (RuntimeException | StackOverflowError fault) {
      context.close();
      throw fault;
    }
  }

  private CompletableFuture<byte[]> message(Object event, RequestContext context) {
    return engine()
        .event(prepared, event, context)
        .handle((response, fault) -> fault == null ? response : engine().failed(fault, context))
        .thenApply(response -> event(response, context))
        .whenComplete((message, fault) -> context.close());
  }

  /** Reads the next events; false if there is no memory for them. */
  private boolean readEvents() {
    synchronized (this) {
      hasNews = false;
    }
    return readEvents(stream);
  }

  private <T> boolean readEvents(EventStream<T> from) {
    var page = engine().deadline().during(from::next);
    long bytes = page.stream().mapToLong(from::bytes).sum();
    synchronized (this) {
      session.memory().shrink(reservedForEvents);
      reservedForEvents = 0;
      if (ended || !session.memory().grow(bytes)) {
        return ended;
      }
      reservedForEvents = bytes;
    }
    events = page.iterator();
    return true;
  }

  private byte[] event(Map<String, Object> response, RequestContext context) {
    if (!response.containsKey("data")) {
      result(response, context);
      return null;
    }
    if (events.hasNext()) {
      session.sendQueue().addFirst(this::nextMessage); // no other subscription reads events before
    } else {
      session.sendQueue().add(this::nextMessage);
    }
    return hasEnded() ? null : GraphqlWsMessage.of("next", id, response);
  }

  private void awaitNews() {
    synchronized (this) {
      if (!hasNews) {
        scheduled = false;
        return;
      }
    }
    session.sendQueue().add(this::nextMessage);
  }

  private static CompletableFuture<byte[]> nothing() {
    return CompletableFuture.completedFuture(null);
  }

  /** Whether this is an open subscription. */
  synchronized boolean isSubscription() {
    return stream != null && !ended;
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  /** Ends the operation, which sends nothing more; false if it has ended before. */
  boolean end() {
    Runnable watch;
    synchronized (this) {
      if (ended) {
        return false;
      }
      ended = true;
      request = null;
      watch = unwatch;
      session.memory().shrink(reserved + reservedForEvents);
      if (keepsDocument) {
        session.documents().release(prepared.document());
      }
    }
    watch.run();
    return true;
  }
}
