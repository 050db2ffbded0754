package io.github.ordermill.shared.web.websocket;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
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

/** The open websockets of this node. */
@ApplicationScoped
class WebSocketSessions {

  private static final Duration TICK = Duration.ofSeconds(1);

  private final Set<GraphqlWsSession> open = ConcurrentHashMap.newKeySet();
  private volatile boolean leaving;

  @Inject GraphqlEngine engine;
  @Inject WebScheduler workers;
  @Inject ApiSettings api;
  @Inject InFlightRequests underWay;

  @PostConstruct
  void start() {
    underWay.onDrain(this::leave);
    workers.after(TICK, this::tick);
  }

  private void tick() {
    open.forEach(GraphqlWsSession::tick);
    workers.after(TICK, this::tick);
  }

  /** Whether there is room for one more. */
  boolean haveRoom() {
    return open.size() < api.limit(Limit.SOCKETS) && !leaving;
  }

  /** Longest message that a client may send, in characters. */
  int longestMessage() {
    return api.limit(Limit.BODY_BYTES);
  }

  /** Begins to listen to a client. */
  GraphqlWsSession open(GraphqlWsSession.Transport line) {
    var conversation = new GraphqlWsSession(line, engine, workers, api, this::closed);
    open.add(conversation);
    underWay.begin();
    if (leaving) {
      conversation.leave();
    }
    return conversation;
  }

  private void closed(GraphqlWsSession conversation) {
    if (open.remove(conversation)) {
      underWay.end();
    }
  }

  /** How many are open. */
  int size() {
    return open.size();
  }

  /** How many operations are under way on all of them. */
  int operations() {
    return open.stream().mapToInt(GraphqlWsSession::operations).sum();
  }

  private void leave() {
    leaving = true;
    open.forEach(GraphqlWsSession::leave);
  }

  @PreDestroy
  void closeAll() {
    open.forEach(conversation -> conversation.closeAtOnce(CloseReason.GOING_AWAY));
  }
}
