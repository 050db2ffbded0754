package io.github.ordermill.shared.web.websocket;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.application.background.BackgroundTask;
import io.github.ordermill.shared.application.background.Each;
import io.github.ordermill.shared.web.graphql.GraphqlEngine;
import io.github.ordermill.shared.web.lifecycle.InFlightRequests;
import io.github.ordermill.shared.web.lifecycle.WebExecutors;
import io.github.ordermill.shared.web.lifecycle.WebScheduler;
import io.github.ordermill.shared.web.memory.MemoryBudget;
import io.github.ordermill.shared.web.request.ClientAddress;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Registry of the open websockets of this node. */
@ApplicationScoped
class WebSocketSessions implements BackgroundTask {

  private static final Duration TIMEOUT_CHECK_INTERVAL = Duration.ofSeconds(1);

  private final Set<GraphqlWsSession> open = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;

  private SocketEnvironment environment;
  private ApiSettings api;
  private InFlightRequests inFlight;
  private SocketShares shares;

  /** For CDI only. */
  protected WebSocketSessions() {}

  @Inject
  WebSocketSessions(
      GraphqlEngine engine,
      WebExecutors executors,
      WebScheduler scheduler,
      ApiSettings api,
      InFlightRequests inFlight,
      MemoryBudget budget) {
    this.environment = new SocketEnvironment(engine, executors, scheduler, budget, api);
    this.api = api;
    this.inFlight = inFlight;
    this.shares = new SocketShares(api, budget);
  }

  @PostConstruct
  void start() {
    inFlight.onDrain(this::drain);
  }

  @Override
  public String loopName() {
    return "websocket-timeouts";
  }

  @Override
  public Duration pause() {
    return TIMEOUT_CHECK_INTERVAL;
  }

  @Override
  public void turn(Heartbeat heartbeat) throws Exception {
    Each.of(open, this::checkTimeouts);
  }

  /** A fault of one websocket does not keep the others from their timeouts. */
  private void checkTimeouts(GraphqlWsSession session) {
    try {
      session.checkTimeouts();
    } catch (RuntimeException fault) {
      session.close(WebSocketCloseCode.FAULT);
      throw fault;
    }
  }

  /** Takes a place for a websocket of an address; empty if there is none. */
  Optional<SocketMemory> enter(ClientAddress address) {
    return draining ? Optional.empty() : shares.enter(address);
  }

  /** Returns a place that was taken and not used. */
  void leave(ClientAddress address, SocketMemory memory) {
    shares.leave(address, memory);
  }

  /** The limit of messages per second of a new websocket. */
  MessageRate rate() {
    return new MessageRate(api.limit(Limit.SOCKET_MESSAGES_PER_SECOND));
  }

  /** Registers a websocket that has a place. */
  GraphqlWsSession open(WebSocketTransport transport, ClientAddress address, SocketMemory memory) {
    var session =
        new GraphqlWsSession(
            transport, environment, address, memory, closed -> onClosed(closed, address, memory));
    open.add(session);
    inFlight.begin();
    if (draining) {
      session.drain();
    }
    return session;
  }

  private void onClosed(GraphqlWsSession session, ClientAddress address, SocketMemory memory) {
    if (open.remove(session)) {
      inFlight.end();
      shares.leave(address, memory);
    }
  }

  /** The bytes that all websockets hold. */
  long bytes() {
    return shares.bytes();
  }

  /** The number of open websockets. */
  int size() {
    return open.size();
  }

  /** The number of operations in progress on all websockets. */
  int operations() {
    return open.stream().mapToInt(GraphqlWsSession::operations).sum();
  }

  private void drain() {
    draining = true;
    open.forEach(GraphqlWsSession::drain);
  }

  @PreDestroy
  void closeAll() {
    open.forEach(session -> session.close(WebSocketCloseCode.GOING_AWAY));
  }
}
