package io.github.ordermill.shared.web.websocket;

import graphql.GraphQLError;
import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.web.fairness.FairExecutor;
import io.github.ordermill.shared.web.graphql.errors.GraphqlErrors;
import io.github.ordermill.shared.web.request.ClientAddress;
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
 * closing. Independent of the container by its {@link WebSocketTransport}.
 */
final class GraphqlWsSession {

  private static final Logger LOG = Logger.getLogger(GraphqlWsSession.class.getName());

  /** Pending messages that a client may cause besides those of its operations, such as pongs. */
  private static final int MAX_OTHER_MESSAGES = 100;

  /** Longest message before {@code connection_init}, in bytes. */
  private static final int MAX_FIRST_MESSAGE = 16_384;

  /** Threads that execute operations of this websocket at the same time. */
  private static final int CONCURRENCY = 2;

  /** There is at most one task of the send queue, and one that succeeds it. */
  private static final int SEND_TASKS = 2;

  private final WebSocketTransport transport;
  private final SocketEnvironment environment;
  private final ApiSettings api;
  private final ClientAddress address;
  private final SocketMemory memory;
  private final Consumer<GraphqlWsSession> onClosed;
  private final FairExecutor.Lane operationLane;
  private final SendQueue sendQueue;
  private final KeptDocuments documents;
  private final SocketErrors errors;
  private final Map<String, GraphqlWsOperation> operations = new ConcurrentHashMap<>(2);

  private final long openedAt = System.nanoTime();
  private volatile boolean initialised;
  private volatile boolean draining;
  private volatile boolean sendingStopped;
  private volatile boolean closed;
  private volatile long pingedAt = openedAt;
  private volatile boolean awaitsPong;

  /**
   * An open websocket.
   *
   * @param address where the client is
   * @param memory what is held for it is reserved from; closed with it
   * @param onClosed called when the connection has ended, possibly more than once
   */
  GraphqlWsSession(
      WebSocketTransport transport,
      SocketEnvironment environment,
      ClientAddress address,
      SocketMemory memory,
      Consumer<GraphqlWsSession> onClosed) {
    this.transport = transport;
    this.environment = environment;
    this.api = environment.api();
    this.address = address;
    this.memory = memory;
    this.onClosed = onClosed;
    this.documents = new KeptDocuments(memory);
    this.errors = new SocketErrors(api, memory);
    var executors = environment.executors();
    this.operationLane =
        executors.operations().lane(CONCURRENCY, api.limit(Limit.SOCKET_OPERATIONS));
    var sendLane = executors.events().lane(1, SEND_TASKS);
    this.sendQueue = new SendQueue(transport::send, sendLane::execute, memory, this::onSendFailure);
  }

  /** The length that a message may have at present, in bytes. */
  int maxMessageBytes() {
    int limit = api.limit(Limit.SOCKET_MESSAGE_BYTES);
    return initialised ? limit : Math.min(limit, MAX_FIRST_MESSAGE);
  }

  /** Processes a message of the client; to be called by one thread at a time. */
  void onMessage(String text) {
    if (closed || sendingStopped) {
      return;
    }
    long parsing = HeldBytes.PARSED_BYTE * text.length();
    if (!memory.grow(parsing)) {
      close(WebSocketCloseCode.OVERLOADED);
      return;
    }
    try {
      onMessage(GraphqlWsMessage.read(text), text.length());
    } catch (GraphqlWsMessage.Invalid invalid) {
      close(WebSocketCloseCode.INVALID_MESSAGE, WebSocketCloseCode.shortened(invalid.getMessage()));
    } finally {
      memory.shrink(parsing);
    }
  }

  private void onMessage(GraphqlWsMessage message, int length) {
    switch (message.type()) {
      case CONNECTION_INIT -> initialise();
      case PING -> sendQueue.add(GraphqlWsMessage.PONG);
      case PONG -> awaitsPong = false;
      case SUBSCRIBE -> subscribe(message, length);
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

  private void subscribe(GraphqlWsMessage message, int length) {
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
      reject(id, errors.goingAway());
      return;
    }
    if (operations.size() >= api.limit(Limit.SOCKET_OPERATIONS)) {
      reject(id, errors.tooManyOperations(operations.size() + 1));
      return;
    }
    var operation = new GraphqlWsOperation(id, message.request(), this);
    if (!operation.reserve(HeldBytes.OPERATION + 2L * length)) {
      reject(id, errors.noMemory());
      return;
    }
    operations.put(id, operation);
    if (!operationLane.execute(operation::start)) {
      operations.remove(id);
      operation.end();
      reject(id, errors.tooManyOperations(api.limit(Limit.SOCKET_OPERATIONS) + 1));
    } else if (closed) {
      operation.end(); // closed by another thread, which may not have seen it
    }
  }

  SocketEnvironment environment() {
    return environment;
  }

  SendQueue sendQueue() {
    return sendQueue;
  }

  SocketMemory memory() {
    return memory;
  }

  KeptDocuments documents() {
    return documents;
  }

  SocketErrors errors() {
    return errors;
  }

  /** The context of one more result, to be closed when the result has become a message. */
  RequestContext newContext() {
    return new RequestContext(
        "anonymous",
        CorrelationId.of(null, List.of()),
        address,
        environment.budget().reservation(),
        this);
  }

  private void reject(String id, GraphQLError error) {
    try (var context = newContext()) {
      sendQueue.add(GraphqlWsMessage.of("error", id, List.of(GraphqlErrors.toMap(error, context))));
    }
  }

  private void complete(String id) {
    var operation = operations.remove(id);
    if (operation != null) {
      operation.end();
    }
    closeIfDrained();
  }

  /**
   * Sends the last message of an operation. Its id is free before, since the client may then reuse
   * it.
   */
  void onOperationEnd(String id, Map<String, Object> response) {
    operations.remove(id);
    if (!response.containsKey("data")) {
      sendQueue.add(GraphqlWsMessage.of("error", id, response.get("errors")));
    } else if (sendQueue.add(GraphqlWsMessage.of("next", id, response))) {
      sendQueue.add(GraphqlWsMessage.complete(id));
    } else {
      reject(id, errors.noMemory());
    }
    closeIfDrained();
  }

  /** There is no memory for a message to the client. */
  void onOverload() {
    close(WebSocketCloseCode.OVERLOADED);
  }

  /** Applies the timeouts and sends pings; to be called about once a second. */
  void checkTimeouts() {
    long now = System.nanoTime();
    if (closed) {
      transport.checkClosing();
    } else if (!initialised && isOver(Limit.SOCKET_INIT_SECONDS, now - openedAt)) {
      close(WebSocketCloseCode.INIT_TIMEOUT);
    } else if (isOver(Limit.SOCKET_MESSAGE_SECONDS, transport.incompleteNanos())) {
      close(WebSocketCloseCode.INCOMPLETE_MESSAGE);
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
    close(
        fault instanceof SendQueue.Overloaded
            ? WebSocketCloseCode.OVERLOADED
            : WebSocketCloseCode.FAULT);
  }

  void close(WebSocketCloseCode code) {
    close(code, code.reason());
  }

  void close(WebSocketCloseCode code, String reason) {
    if (terminate()) {
      transport.close(code.code(), reason);
    }
  }

  /** The client has sent a close frame, which is answered unless it is an answer itself. */
  void onCloseByClient() {
    close(WebSocketCloseCode.NORMAL);
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
    operationLane.clear();
    endOperations();
    return true;
  }

  private void endOperations() {
    operations.values().forEach(GraphqlWsOperation::end);
    operations.clear();
  }
}
