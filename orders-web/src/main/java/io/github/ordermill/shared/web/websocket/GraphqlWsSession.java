package io.github.ordermill.shared.web.websocket;

import graphql.GraphQLError;
import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.web.graphql.GraphqlEngine;
import io.github.ordermill.shared.web.graphql.errors.ErrorCode;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;
import io.github.ordermill.shared.web.lifecycle.WebScheduler;
import io.github.ordermill.shared.web.request.CorrelationId;
import io.github.ordermill.shared.web.request.RequestContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What goes on upon one socket, after the <a
 * href="https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md">graphql-transport-ws
 * protocol</a>: queries, mutations and subscriptions, many at a time. Knows nothing of the network.
 */
final class GraphqlWsSession {

  private static final Logger LOG = Logger.getLogger(GraphqlWsSession.class.getName());

  /** Messages that may wait besides those of operations. */
  private static final int SPARE_MESSAGES = 100;

  private final Transport line;
  private final GraphqlEngine engine;
  private final WebScheduler workers;
  private final ApiSettings api;
  private final Consumer<GraphqlWsSession> end;
  private final SendQueue outbox;
  private final Map<String, GraphqlWsOperation> operations = new ConcurrentHashMap<>();

  private final long since = System.nanoTime();
  private volatile boolean initialised;
  private volatile boolean leaving;
  private volatile boolean cutOff;
  private volatile boolean closed;
  private volatile long pingedAt = since;
  private volatile boolean awaitsPong;

  /** The network. */
  interface Transport {
    /** Sends a message and says when it has gone: null, or what went wrong. */
    void send(String message, Consumer<Throwable> sent);

    /** Closes the socket; may take its time. */
    void close(int code, String reason);
  }

  /**
   * Begins.
   *
   * @param end called when it is over, perhaps more than once
   */
  GraphqlWsSession(
      Transport line,
      GraphqlEngine engine,
      WebScheduler workers,
      ApiSettings api,
      Consumer<GraphqlWsSession> end) {
    this.end = end;
    this.line = line;
    this.engine = engine;
    this.workers = workers;
    this.api = api;
    this.outbox = new SendQueue(line::send, workers::run, this::broken);
  }

  /** Takes in a message of the client's; one at a time. */
  void received(String text) {
    if (closed || cutOff) {
      return;
    }
    GraphqlWsMessage message;
    try {
      message = GraphqlWsMessage.read(text);
    } catch (GraphqlWsMessage.Invalid invalid) {
      close(CloseReason.INVALID_MESSAGE, CloseReason.shortened(invalid.getMessage()));
      return;
    }
    switch (message.type()) {
      case CONNECTION_INIT -> initialise();
      case PING -> outbox.add(GraphqlWsMessage.PONG);
      case PONG -> awaitsPong = false;
      case SUBSCRIBE -> subscribe(message);
      case COMPLETE -> complete(message.id());
    }
    if (outbox.size() > 2 * api.limit(Limit.SOCKET_OPERATIONS) + SPARE_MESSAGES) {
      close(CloseReason.SLOW_CONSUMER);
    }
  }

  private void initialise() {
    if (initialised) {
      close(CloseReason.TOO_MANY_INITS);
      return;
    }
    initialised = true;
    pingedAt = System.nanoTime();
    outbox.add(GraphqlWsMessage.ACK);
  }

  private void subscribe(GraphqlWsMessage message) {
    var id = message.id();
    if (!initialised) {
      close(CloseReason.UNAUTHORIZED);
      return;
    }
    if (operations.containsKey(id)) {
      close(CloseReason.DUPLICATE_ID, CloseReason.DUPLICATE_ID.reason(id));
      return;
    }
    if (leaving) {
      refuse(id, GraphqlErrors.error(ErrorCode.UNAVAILABLE, CloseReason.GOING_AWAY.reason()));
      return;
    }
    int limit = api.limit(Limit.SOCKET_OPERATIONS);
    if (operations.size() >= limit) {
      refuse(
          id,
          GraphqlErrors.limitExceeded(
              api,
              "The socket has too many operations under way",
              Limit.SOCKET_OPERATIONS,
              operations.size() + 1));
      return;
    }
    var operation =
        new GraphqlWsOperation(
            id, engine, outbox, workers, GraphqlWsSession::newContext, last -> ended(id, last));
    operations.put(id, operation);
    workers.run(() -> operation.begin(message.request()));
  }

  private static RequestContext newContext() {
    return new RequestContext("anonymous", CorrelationId.of(null, List.of()));
  }

  private void refuse(String id, GraphQLError error) {
    outbox.add(GraphqlWsMessage.of("error", id, List.of(GraphqlErrors.toMap(error, newContext()))));
  }

  private void complete(String id) {
    var operation = operations.remove(id);
    if (operation != null) {
      operation.end();
    }
    leaveIfDone();
  }

  /** Once the client has the last message it may use the id again. */
  private void ended(String id, List<String> lastMessages) {
    operations.remove(id);
    lastMessages.forEach(outbox::add);
    leaveIfDone();
  }

  /** To be called about once a second: sees what has not come in time, and pings. */
  void tick() {
    long now = System.nanoTime();
    if (!initialised && isOver(Limit.SOCKET_INIT_SECONDS, now - since)) {
      close(CloseReason.INIT_TIMEOUT);
    } else if (isOver(Limit.SOCKET_SEND_SECONDS, outbox.stuckNanos())) {
      cutOff();
    } else if (initialised && isOver(Limit.SOCKET_PING_SECONDS, now - pingedAt)) {
      if (awaitsPong) {
        close(CloseReason.NO_PONG);
      } else {
        awaitsPong = true;
        pingedAt = now;
        outbox.add(GraphqlWsMessage.PING);
      }
    }
  }

  /**
   * Sends nothing more to a client that does not take what is on its way. It is told so when it
   * takes that, and if it takes as long again, the connection is closed over its head.
   */
  private void cutOff() {
    if (!cutOff) {
      cutOff = true;
      endOperations();
      outbox.finish(() -> close(CloseReason.SLOW_CONSUMER));
    } else if (isOver(Limit.SOCKET_SEND_SECONDS, outbox.stuckNanos() / 2)) {
      close(CloseReason.SLOW_CONSUMER);
    }
  }

  private boolean isOver(Limit seconds, long nanos) {
    return nanos >= TimeUnit.SECONDS.toNanos(api.limit(seconds));
  }

  /** Takes no new operations, and closes when those with one result have theirs. */
  void leave() {
    leaving = true;
    leaveIfDone();
  }

  private void leaveIfDone() {
    if (leaving && operations.values().stream().allMatch(GraphqlWsOperation::isSubscription)) {
      outbox.add(
          () -> {
            close(CloseReason.GOING_AWAY);
            return CompletableFuture.completedFuture(null);
          });
    }
  }

  /** How many operations are under way. */
  int operations() {
    return operations.size();
  }

  private void broken(Throwable fault) {
    LOG.log(Level.FINE, "A socket is given up", fault);
    close(CloseReason.FAULT);
  }

  void close(CloseReason why) {
    close(why, why.reason());
  }

  private void close(CloseReason why, String reason) {
    if (letGo()) {
      workers.run(() -> hangUp(why, reason));
    }
  }

  /** The same when the workers have gone. */
  void closeAtOnce(CloseReason why) {
    if (letGo()) {
      hangUp(why, why.reason());
    }
  }

  private void hangUp(CloseReason why, String reason) {
    line.close(why.code(), reason);
    end.accept(this);
  }

  /** The client has gone. */
  void hungUp() {
    letGo();
    end.accept(this);
  }

  private boolean letGo() {
    synchronized (this) {
      if (closed) {
        return false;
      }
      closed = true;
    }
    outbox.close();
    endOperations();
    return true;
  }

  private void endOperations() {
    operations.values().forEach(GraphqlWsOperation::end);
    operations.clear();
  }
}
