package io.github.ordermill.shared.web.websocket;

import io.github.ordermill.shared.application.DeadlineExceeded;
import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.web.graphql.GraphqlEngine;
import io.github.ordermill.shared.web.graphql.GraphqlRequest;
import io.github.ordermill.shared.web.graphql.schema.EventStream;
import io.github.ordermill.shared.web.lifecycle.WebScheduler;
import io.github.ordermill.shared.web.request.RequestContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Operation on a websocket, from the client's {@code subscribe} to its last message. A query or
 * mutation has one result. A subscription sends one event at a time and reads the next one
 * afterwards; where there is none, its event stream reports when there may be.
 */
final class GraphqlWsOperation {

  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  private final String id;
  private final GraphqlEngine engine;
  private final SendQueue sendQueue;
  private final WebScheduler scheduler;
  private final Supplier<RequestContext> contexts;
  private final Consumer<List<String>> onEnd;

  private GraphqlEngine.Prepared prepared;
  private EventStream<?> stream;
  private final Queue<Object> events = new ArrayDeque<>();

  private Runnable unwatch = () -> {};
  private boolean ended;
  private boolean scheduled;
  private boolean hasNews;

  /**
   * An operation that has not been started.
   *
   * @param contexts creates the request context of each result
   * @param onEnd takes its last messages when it ends by itself
   */
  GraphqlWsOperation(
      String id,
      GraphqlEngine engine,
      SendQueue sendQueue,
      WebScheduler scheduler,
      Supplier<RequestContext> contexts,
      Consumer<List<String>> onEnd) {
    this.id = id;
    this.engine = engine;
    this.sendQueue = sendQueue;
    this.scheduler = scheduler;
    this.contexts = contexts;
    this.onEnd = onEnd;
  }

  /** Executes the request, or opens its subscription. */
  void start(GraphqlRequest request) {
    var context = contexts.get();
    try {
      prepared = engine.prepare(request, context);
      if (prepared.isSubscription()) {
        engine.open(prepared, context).whenComplete((it, fault) -> onOpened(it, fault, context));
      } else {
        engine
            .execute(prepared, context)
            .whenComplete(
                (response, fault) ->
                    result(fault == null ? response : engine.failed(fault, context)));
      }
    } catch (RuntimeException | StackOverflowError fault) {
      result(engine.failed(fault, context));
    }
  }

  private void result(Map<String, Object> response) {
    if (end()) {
      onEnd.accept(
          response.containsKey("data")
              ? List.of(message("next", response), GraphqlWsMessage.complete(id))
              : List.of(message("error", response.get("errors"))));
    }
  }

  private void onOpened(GraphqlEngine.Opened opening, Throwable fault, RequestContext context) {
    if (fault != null) {
      result(engine.failed(fault, context));
    } else if (opening.events() == null) {
      result(opening.refusal());
    } else {
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
    sendQueue.add(this::nextMessage);
  }

  /** The message of the next event; null if there is none. */
  private CompletableFuture<String> nextMessage() {
    if (hasEnded()) {
      return nothing();
    }
    var context = contexts.get();
    try {
      if (events.isEmpty()) {
        synchronized (this) {
          hasNews = false;
        }
        events.addAll(engine.deadline().during(stream::next));
      }
    } catch (Unavailable | DeadlineExceeded temporary) {
      scheduler.schedule(RETRY_DELAY, () -> sendQueue.add(this::nextMessage));
      return nothing();
    } catch (RuntimeException fault) {
      result(engine.failed(fault, context));
      return nothing();
    }
    var event = events.poll();
    if (event == null) {
      awaitNews();
      return nothing();
    }
    return engine
        .event(prepared, event, context)
        .handle((response, fault) -> fault == null ? response : engine.failed(fault, context))
        .thenApply(this::event);
  }

  private String event(Map<String, Object> response) {
    if (!response.containsKey("data")) {
      result(response);
      return null;
    }
    sendQueue.add(this::nextMessage);
    return hasEnded() ? null : message("next", response);
  }

  private void awaitNews() {
    synchronized (this) {
      if (!hasNews) {
        scheduled = false;
        return;
      }
    }
    sendQueue.add(this::nextMessage);
  }

  private static CompletableFuture<String> nothing() {
    return CompletableFuture.completedFuture(null);
  }

  private String message(String type, Object payload) {
    return GraphqlWsMessage.of(type, id, payload);
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
      watch = unwatch;
    }
    watch.run();
    return true;
  }
}
