package io.github.ordermill.shared.web.websocket;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import io.github.ordermill.shared.application.background.BackgroundTask;
import io.github.ordermill.shared.application.background.Each;
import io.github.ordermill.shared.web.graphql.GraphqlEngine;
import io.github.ordermill.shared.web.lifecycle.InFlightRequests;
import io.github.ordermill.shared.web.lifecycle.WebScheduler;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Registry of the open websockets of this node. */
@ApplicationScoped
class WebSocketSessions implements BackgroundTask {

  private static final Duration TIMEOUT_CHECK_INTERVAL = Duration.ofSeconds(1);

  private final Set<GraphqlWsSession> open = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;

  private GraphqlEngine engine;
  private WebScheduler scheduler;
  private ApiSettings api;
  private InFlightRequests inFlight;

  /** For CDI only. */
  protected WebSocketSessions() {}

  @Inject
  WebSocketSessions(
      GraphqlEngine engine, WebScheduler scheduler, ApiSettings api, InFlightRequests inFlight) {
    this.engine = engine;
    this.scheduler = scheduler;
    this.api = api;
    this.inFlight = inFlight;
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
    Each.of(open, GraphqlWsSession::checkTimeouts);
  }

  /** Whether one more websocket may be opened. */
  boolean haveCapacity() {
    return open.size() < api.limit(Limit.SOCKETS) && !draining;
  }

  /** The longest message that a client may send, in characters. */
  int maxMessageLength() {
    return api.limit(Limit.BODY_BYTES);
  }

  GraphqlWsSession open(GraphqlWsSession.Transport transport) {
    var session = new GraphqlWsSession(transport, engine, scheduler, api, this::onClosed);
    open.add(session);
    inFlight.begin();
    if (draining) {
      session.drain();
    }
    return session;
  }

  private void onClosed(GraphqlWsSession session) {
    if (open.remove(session)) {
      inFlight.end();
    }
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
    open.forEach(session -> session.closeNow(WebSocketCloseCode.GOING_AWAY));
  }
}
