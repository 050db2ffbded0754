package io.github.ordermill.shared.web;

import io.github.ordermill.settings.ApiSettings;
import io.github.ordermill.settings.Limit;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open websockets of this node. */
@ApplicationScoped
class Sockets {

  private static final Duration TICK = Duration.ofSeconds(1);

  private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
  private volatile boolean leaving;

  @Inject GraphqlEngine engine;
  @Inject Workers workers;
  @Inject ApiSettings api;
  @Inject UnderWay underWay;

  @PostConstruct
  void start() {
    underWay.atTheLast(this::leave);
    workers.after(TICK, this::tick);
  }

  private void tick() {
    open.forEach(Conversation::tick);
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
  Conversation open(Conversation.Line line) {
    var conversation = new Conversation(line, engine, workers, api, this::closed);
    open.add(conversation);
    underWay.begin();
    if (leaving) {
      conversation.leave();
    }
    return conversation;
  }

  private void closed(Conversation conversation) {
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
    return open.stream().mapToInt(Conversation::operations).sum();
  }

  private void leave() {
    leaving = true;
    open.forEach(Conversation::leave);
  }

  @PreDestroy
  void closeAll() {
    open.forEach(conversation -> conversation.closeAtOnce(SocketClose.GOING_AWAY));
  }
}
