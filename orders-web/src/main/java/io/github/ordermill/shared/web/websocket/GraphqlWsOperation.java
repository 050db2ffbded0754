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
 * One operation on a socket, from the client's {@code subscribe} to the end of it. A query or
 * mutation has one result; a subscription sends an event, then looks for the next, and sleeps when
 * there is none.
 */
final class GraphqlWsOperation {

  private static final Duration PAUSE_WHILE_AWAY = Duration.ofSeconds(1);

  private final String id;
  private final GraphqlEngine engine;
  private final SendQueue outbox;
  private final WebScheduler workers;
  private final Supplier<RequestContext> contexts;
  private final Consumer<List<String>> over;

  private GraphqlEngine.Prepared prepared;
  private EventStream<?> stream;
  private final Queue<Object> events = new ArrayDeque<>();

  private Runnable unwatch = () -> {};
  private boolean ended;
  private boolean queued;
  private boolean news;

  /**
   * An operation that has not begun.
   *
   * @param contexts makes the context of a request: one for each result
   * @param over takes its last messages, when it ends by itself
   */
  GraphqlWsOperation(
      String id,
      GraphqlEngine engine,
      SendQueue outbox,
      WebScheduler workers,
      Supplier<RequestContext> contexts,
      Consumer<List<String>> over) {
    this.id = id;
    this.engine = engine;
    this.outbox = outbox;
    this.workers = workers;
    this.contexts = contexts;
    this.over = over;
  }

  /** Executes the request, or opens its subscription. */
  void begin(GraphqlRequest request) {
    var context = contexts.get();
    try {
      prepared = engine.prepare(request);
      if (prepared.isSubscription()) {
        engine.open(prepared, context).whenComplete((it, fault) -> opened(it, fault, context));
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
      over.accept(
          response.containsKey("data")
              ? List.of(message("next", response), GraphqlWsMessage.complete(id))
              : List.of(message("error", response.get("errors"))));
    }
  }

  private void opened(GraphqlEngine.Opened opening, Throwable fault, RequestContext context) {
    if (fault != null) {
      result(engine.failed(fault, context));
    } else if (opening.events() == null) {
      result(opening.refusal());
    } else {
      stream = opening.events();
      var watch = stream.watch(this::look);
      synchronized (this) {
        if (ended) {
          watch.run();
          return;
        }
        unwatch = watch;
      }
      look();
    }
  }

  /** There may be something to send: takes a turn, unless it is in the queue for one. */
  private void look() {
    synchronized (this) {
      news = true;
      if (queued || ended) {
        return;
      }
      queued = true;
    }
    outbox.add(this::turn);
  }

  /** The message of the next event; null if there is none. */
  private CompletableFuture<String> turn() {
    if (hasEnded()) {
      return nothing();
    }
    var context = contexts.get();
    try {
      if (events.isEmpty()) {
        synchronized (this) {
          news = false;
        }
        events.addAll(engine.deadline().during(stream::next));
      }
    } catch (Unavailable | DeadlineExceeded passing) {
      workers.after(PAUSE_WHILE_AWAY, () -> outbox.add(this::turn));
      return nothing();
    } catch (RuntimeException fault) {
      result(engine.failed(fault, context));
      return nothing();
    }
    var event = events.poll();
    if (event == null) {
      sleep();
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
    outbox.add(this::turn);
    return hasEnded() ? null : message("next", response);
  }

  private void sleep() {
    synchronized (this) {
      if (!news) {
        queued = false;
        return;
      }
    }
    outbox.add(this::turn);
  }

  private static CompletableFuture<String> nothing() {
    return CompletableFuture.completedFuture(null);
  }

  private String message(String type, Object payload) {
    return GraphqlWsMessage.of(type, id, payload);
  }

  /** Whether it is a subscription that is open. */
  synchronized boolean isSubscription() {
    return stream != null && !ended;
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  /** Sends nothing more; false if it has ended before. */
  boolean end() {
    Runnable last;
    synchronized (this) {
      if (ended) {
        return false;
      }
      ended = true;
      last = unwatch;
    }
    last.run();
    return true;
  }
}
