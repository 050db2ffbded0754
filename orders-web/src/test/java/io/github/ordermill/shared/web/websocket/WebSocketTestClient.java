package io.github.ordermill.shared.web.websocket;

import io.github.ordermill.shared.web.graphql.EngineRequests;
import io.github.ordermill.shared.web.graphql.GraphqlEngine;
import io.github.ordermill.shared.web.graphql.Json;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** A client on a socket without a network: what it says goes to a conversation. */
public final class WebSocketTestClient implements GraphqlWsSession.Transport {

  private final List<Map<?, ?>> heard = new CopyOnWriteArrayList<>();
  private final Queue<Consumer<Throwable>> untaken = new ArrayDeque<>();
  private final GraphqlWsSession conversation;
  private boolean takes = true;
  private volatile String closed = "";

  private WebSocketTestClient(Map<String, String> settings, Object... apiBeans) {
    var api = EngineRequests.api(settings);
    this.conversation =
        new GraphqlWsSession(
            this,
            new GraphqlEngine(EngineRequests.beans(apiBeans), api),
            EngineRequests.workers(),
            api,
            end -> closed = closed.isEmpty() ? "gone" : closed);
  }

  /** A socket that is open, and not introduced. */
  public static WebSocketTestClient open(Map<String, String> settings, Object... apiBeans) {
    return new WebSocketTestClient(settings, apiBeans);
  }

  /** A socket that is introduced. */
  public static WebSocketTestClient begin(Map<String, String> settings, Object... apiBeans) {
    var talk = open(settings, apiBeans);
    talk.say("{'type':'connection_init'}");
    talk.await(1);
    talk.heard.clear();
    return talk;
  }

  /** Says a message; single quotes stand for double ones. */
  public WebSocketTestClient say(String message) {
    conversation.received(message.replace('\'', '"'));
    return this;
  }

  /** Asks for an operation. */
  public WebSocketTestClient ask(String id, String operation) {
    return say(
        "{'id':'%s','type':'subscribe','payload':{'query':'%s'}}"
            .formatted(id, operation.replace("\"", "\\\"")));
  }

  /** Takes no more messages. */
  public synchronized void stopTaking() {
    takes = false;
  }

  /** Takes messages again, those on their way included. */
  public synchronized void takeAgain() {
    takes = true;
    while (!untaken.isEmpty()) {
      untaken.poll().accept(null);
    }
  }

  public void tick() {
    conversation.tick();
  }

  public void leave() {
    conversation.leave();
  }

  public void hangUp() {
    conversation.hungUp();
  }

  /** Everything heard since the introduction. */
  public List<Map<?, ?>> heard() {
    return heard;
  }

  /** Waits until so many messages have been heard. */
  public List<Map<?, ?>> await(int messages) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> heard.size() >= messages);
    return heard;
  }

  /** The code and reason it was closed with, once it is. */
  public String awaitClosed() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              conversation.tick();
              return !closed.isEmpty();
            });
    return closed;
  }

  @Override
  public synchronized void send(String message, Consumer<Throwable> sent) {
    heard.add((Map<?, ?>) Json.readOwn(message));
    if (takes) {
      sent.accept(null);
    } else {
      untaken.add(sent);
    }
  }

  @Override
  public void close(int code, String reason) {
    closed = code + " " + reason;
  }
}
