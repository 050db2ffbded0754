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
 * State of the <a
 * href="https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md">graphql-transport-ws
 * protocol</a> on one websocket: initialisation, concurrent operations, pings, timeouts and
 * closing. Independent of the container by its {@link Transport}.
 */
final class GraphqlWsSession {

  private static final Logger LOG = Logger.getLogger(GraphqlWsSession.class.getName());

  /** Pending messages that a client may cause besides those of its operations, such as pongs. */
  private static final int MAX_OTHER_MESSAGES = 100;

  private final Transport transport;
  private final GraphqlEngine engine;
  private final WebScheduler scheduler;
  private final ApiSettings api;
  private final Consumer<GraphqlWsSession> onClosed;
  private final SendQueue sendQueue;
  private final Map<String, GraphqlWsOperation> operations = new ConcurrentHashMap<>();

  private final long openedAt = System.nanoTime();
  private volatile boolean initialised;
  private volatile boolean draining;
  private volatile boolean sendingStopped;
  private volatile boolean closed;
  private volatile long pingedAt = openedAt;
  private volatile boolean awaitsPong;

  /** Connection to the client. */
  interface Transport {
    /** Sends a message and then calls {@code onSent} with null or the failure. */
    void send(String message, Consumer<Throwable> onSent);

    /** Closes the websocket; may block. */
    void close(int code, String reason);
  }

  /**
   * An open websocket.
   *
   * @param onClosed called when it is closed, possibly more than once
   */
  GraphqlWsSession(
      Transport transport,
      GraphqlEngine engine,
      WebScheduler scheduler,
      ApiSettings api,
      Consumer<GraphqlWsSession> onClosed) {
    this.transport = transport;
    this.engine = engine;
    this.scheduler = scheduler;
    this.api = api;
    this.onClosed = onClosed;
    this.sendQueue = new SendQueue(transport::send, scheduler::run, this::onSendFailure);
  }

  /** Processes a message of the client; to be called by one thread at a time. */
  void onMessage(String text) {
    if (closed || sendingStopped) {
      return;
    }
    GraphqlWsMessage message;
    try {
      message = GraphqlWsMessage.read(text);
    } catch (GraphqlWsMessage.Invalid invalid) {
      close(WebSocketCloseCode.INVALID_MESSAGE, WebSocketCloseCode.shortened(invalid.getMessage()));
      return;
    }
    switch (message.type()) {
      case CONNECTION_INIT -> initialise();
      case PING -> sendQueue.add(GraphqlWsMessage.PONG);
      case PONG -> awaitsPong = false;
      case SUBSCRIBE -> subscribe(message);
      case COMPLETE -> complete(message.id());
    }
    if (sendQueue.size() > 2 * api.limit(Limit.SOCKET_OPERATIONS) + MAX_OTHER_MESSAGES) {
      close(WebSocketCloseCode.SLOW_CONSUMER);
    }
  }

  private void initialise() {
    if (initialised) {
      close(WebSocketCloseCode.TOO_MANY_INITS);
      return;
    }
    initialised = true;
    pingedAt = System.nanoTime();
    sendQueue.add(GraphqlWsMessage.ACK);
  }

  private void subscribe(GraphqlWsMessage message) {
    var id = message.id();
    if (!initialised) {
      close(WebSocketCloseCode.UNAUTHORIZED);
      return;
    }
    if (operations.containsKey(id)) {
      close(WebSocketCloseCode.DUPLICATE_ID, WebSocketCloseCode.DUPLICATE_ID.reason(id));
      return;
    }
    if (draining) {
      reject(
          id, GraphqlErrors.error(ErrorCode.UNAVAILABLE, WebSocketCloseCode.GOING_AWAY.reason()));
      return;
    }
    int limit = api.limit(Limit.SOCKET_OPERATIONS);
    if (operations.size() >= limit) {
      reject(
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
            id,
            engine,
            sendQueue,
            scheduler,
            GraphqlWsSession::newContext,
            last -> onOperationEnd(id, last));
    operations.put(id, operation);
    scheduler.run(() -> operation.start(message.request()));
  }

  private static RequestContext newContext() {
    return new RequestContext("anonymous", CorrelationId.of(null, List.of()));
  }

  private void reject(String id, GraphQLError error) {
    sendQueue.add(
        GraphqlWsMessage.of("error", id, List.of(GraphqlErrors.toMap(error, newContext()))));
  }

  private void complete(String id) {
    var operation = operations.remove(id);
    if (operation != null) {
      operation.end();
    }
    closeIfDrained();
  }

  /** The id is free before the last message is sent, since the client may then reuse it. */
  private void onOperationEnd(String id, List<String> lastMessages) {
    operations.remove(id);
    lastMessages.forEach(sendQueue::add);
    closeIfDrained();
  }

  /** Applies the timeouts and sends pings; to be called about once a second. */
  void checkTimeouts() {
    long now = System.nanoTime();
    if (!initialised && isOver(Limit.SOCKET_INIT_SECONDS, now - openedAt)) {
      close(WebSocketCloseCode.INIT_TIMEOUT);
    } else if (isOver(Limit.SOCKET_SEND_SECONDS, sendQueue.sendingNanos())) {
      stopSending();
    } else if (initialised && isOver(Limit.SOCKET_PING_SECONDS, now - pingedAt)) {
      if (awaitsPong) {
        close(WebSocketCloseCode.NO_PONG);
      } else {
        awaitsPong = true;
        pingedAt = now;
        sendQueue.add(GraphqlWsMessage.PING);
      }
    }
  }

  /**
   * Stops sending to a slow consumer: closes when it has received the current message, or after
   * twice the send timeout.
   */
  private void stopSending() {
    if (!sendingStopped) {
      sendingStopped = true;
      endOperations();
      sendQueue.finish(() -> close(WebSocketCloseCode.SLOW_CONSUMER));
    } else if (isOver(Limit.SOCKET_SEND_SECONDS, sendQueue.sendingNanos() / 2)) {
      close(WebSocketCloseCode.SLOW_CONSUMER);
    }
  }

  private boolean isOver(Limit seconds, long nanos) {
    return nanos >= TimeUnit.SECONDS.toNanos(api.limit(seconds));
  }

  /** Rejects new operations, and closes when all queries and mutations have their results. */
  void drain() {
    draining = true;
    closeIfDrained();
  }

  private void closeIfDrained() {
    if (draining && operations.values().stream().allMatch(GraphqlWsOperation::isSubscription)) {
      sendQueue.add(
          () -> {
            close(WebSocketCloseCode.GOING_AWAY);
            return CompletableFuture.completedFuture(null);
          });
    }
  }

  /** The number of operations in progress. */
  int operations() {
    return operations.size();
  }

  private void onSendFailure(Throwable fault) {
    LOG.log(Level.FINE, "A websocket failed and is closed", fault);
    close(WebSocketCloseCode.FAULT);
  }

  void close(WebSocketCloseCode code) {
    close(code, code.reason());
  }

  private void close(WebSocketCloseCode code, String reason) {
    if (terminate()) {
      scheduler.run(() -> closeTransport(code, reason));
    }
  }

  /** Closes on the calling thread, for when the scheduler has stopped. */
  void closeNow(WebSocketCloseCode code) {
    if (terminate()) {
      closeTransport(code, code.reason());
    }
  }

  private void closeTransport(WebSocketCloseCode code, String reason) {
    transport.close(code.code(), reason);
    onClosed.accept(this);
  }

  /** The connection is closed, by either side. */
  void onTransportClosed() {
    terminate();
    onClosed.accept(this);
  }

  /** Ends all operations and stops sending; false if that has been done before. */
  private boolean terminate() {
    synchronized (this) {
      if (closed) {
        return false;
      }
      closed = true;
    }
    sendQueue.close();
    endOperations();
    return true;
  }

  private void endOperations() {
    operations.values().forEach(GraphqlWsOperation::end);
    operations.clear();
  }
}
