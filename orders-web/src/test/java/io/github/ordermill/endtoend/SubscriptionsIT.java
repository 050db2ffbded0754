package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.client.CommandInputs;
import io.github.ordermill.client.WebSocketClient;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscriptions over {@code graphql-transport-ws}. */
class SubscriptionsIT extends EndToEndTest {

  private final URI graphql = stack.application().uri("/graphql");

  @Test
  void worksWithTheReferenceClientOfTheProtocol() {
    var printed = NodeScripts.run("subscriptions.mjs", graphql.toString());

    assertThat(printed)
        .contains("past and live events received")
        .contains("100 connections: none missing, none duplicated")
        .contains("queries and mutations answered");
  }

  @Test
  void sendsAnEventAfterItsViewIsReadable() {
    var order = place(newCustomer());
    try (var socket = WebSocketClient.connect(graphql)) {
      socket.subscribe("s", events(order, "version type order { version notes { text } }"));
      socket.await(1);

      for (int i = 0; i < 50; i++) {
        note(order, "note " + i);
      }

      socket.await(51);
      assertThat(socket.versions()).isEqualTo(versionsUpTo(51));
      assertThat(socket.received())
          .map(WebSocketClient::event)
          .allSatisfy(
              event -> {
                var view = event.getJsonObject("order");
                assertThat(view.getInt("version")).isGreaterThanOrEqualTo(event.getInt("version"));
                assertThat(view.getJsonArray("notes")).hasSize(view.getInt("version") - 1);
              });
    }
  }

  @Test
  void reportsTheSameErrorsAsOverHttp() {
    try (var socket = WebSocketClient.connect(graphql)) {
      socket.subscribe("id", events("17", "version"));
      socket.subscribe("field", events(place(newCustomer()), "nonsense"));
      socket.subscribe(
          "two", "subscription { a: orderEvents(orderId: \"x\") { id } b: __typename }");
      socket.subscribe(
          "negative",
          "subscription { orderEvents(orderId: \"%s\", afterVersion: -1) { id } }"
              .formatted(place(newCustomer())));
      var received =
          socket.await(4).stream()
              .collect(Collectors.toMap(message -> message.getString("id"), JsonObject::toString));

      assertThat(received.values()).allMatch(message -> message.contains("\"type\":\"error\""));
      assertThat(received.get("id")).contains("BAD_USER_INPUT", "orderId must be a UUID");
      assertThat(received.get("negative")).contains("BAD_USER_INPUT", "afterVersion");
      assertThat(received.get("field")).contains("GRAPHQL_VALIDATION_FAILED");
      assertThat(received.get("two")).contains("GRAPHQL_VALIDATION_FAILED");
      assertThat(received.toString()).doesNotContain("java.", "ordermill", "Exception");
    }
  }

  @Test
  void rejectsSubscriptionsOverHttp() {
    var response =
        client.post(
            "application/json",
            "{\"query\":\"subscription { orderEvents(orderId: \\\"x\\\") { id } }\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("BAD_USER_INPUT", "websocket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "graphql-ws"})
  void rejectsHandshakesWithAnotherSubprotocol(String protocol) {
    var handshake = WebSocketClient.handshake();
    if (!protocol.isEmpty()) {
      handshake.subprotocols(protocol);
    }

    assertThatThrownBy(() -> WebSocketClient.open(handshake, graphql).join())
        .satisfies(fault -> assertThat(statusOf(fault)).isEqualTo(400));
  }

  @Test
  void acceptsOnlyItsOwnOrigin() {
    var ownOrigin = graphql.getScheme() + "://" + graphql.getAuthority();

    assertThatThrownBy(() -> openFrom("https://evil.example"))
        .satisfies(fault -> assertThat(statusOf(fault)).isEqualTo(403));
    assertThatThrownBy(() -> openFrom("null"))
        .satisfies(fault -> assertThat(statusOf(fault)).isEqualTo(403));
    openFrom(ownOrigin).close();
  }

  private WebSocketClient openFrom(String origin) {
    return WebSocketClient.openFrom(origin, graphql).join();
  }

  private static int statusOf(Throwable fault) {
    var cause = fault instanceof CompletionException ? fault.getCause() : fault;
    return ((WebSocketHandshakeException) cause).getResponse().statusCode();
  }

  @Test
  void closesWithTheCloseCodesOfTheProtocol() throws Exception {
    var silent = WebSocketClient.open(graphql);
    var early = WebSocketClient.open(graphql).subscribe("a", "{ __typename }");
    var twice = WebSocketClient.connect(graphql).send("{'type':'connection_init'}");
    var notJson = WebSocketClient.connect(graphql).send("rubbish");
    var binary = WebSocketClient.connect(graphql);
    binary.sendBinary();
    var duplicate = WebSocketClient.connect(graphql);
    duplicate.subscribe("a", events(place(newCustomer()), "id")).subscribe("a", "{ __typename }");
    var huge = WebSocketClient.connect(graphql).send("x".repeat(1_100_000));

    assertThat(early.awaitClosed()).isEqualTo("4401 Unauthorized");
    assertThat(twice.awaitClosed()).isEqualTo("4429 Too many initialisation requests");
    assertThat(notJson.awaitClosed()).startsWith("4400 Message is not JSON");
    assertThat(binary.awaitClosed()).startsWith("1003 ");
    assertThat(duplicate.awaitClosed()).isEqualTo("4409 Subscriber for a already exists");
    assertThat(huge.awaitClosed()).startsWith("1009 ");
    assertThat(silent.awaitClosed()).isEqualTo("4408 Connection initialisation timeout");
  }

  @Test
  void closesTheConnectionOfASlowConsumerThatCanResume() throws Exception {
    var order = place(newCustomer());
    for (int i = 0; i < 150; i++) {
      note(order, "x".repeat(1_900));
    }
    awaitViewVersion(order, 151);
    var large = events(order, "version order { notes { text } history { data } }");
    try (var slow = WebSocketClient.connect(graphql);
        var fast = WebSocketClient.connect(graphql)) {
      slow.pauseReading();
      slow.subscribe("s", large);

      fast.subscribe("q", events(order, "version"));
      fast.await(151);
      eventually().atMost(Duration.ofSeconds(60)).until(() -> activeOperations() == 1);
      slow.resumeReading();

      assertThat(slow.awaitClosed()).startsWith("1013 ");
      var seen = slow.versions();
      assertThat(seen).isEqualTo(versionsUpTo(seen.size())).hasSizeLessThan(151);
      fast.subscribe(
          "r",
          "subscription { orderEvents(orderId: \"%s\", afterVersion: %d) { version } }"
              .formatted(order, seen.size()));
      fast.await(151 + 151 - seen.size());
    }
  }

  private int activeOperations() {
    return (int) stack.application().metric("orders_socket_operations");
  }

  private void note(String order, String text) {
    acceptedId(client.send("addNote", CommandInputs.note(order, text)));
  }

  private static String events(String order, String selection) {
    return "subscription { orderEvents(orderId: \"" + order + "\") { " + selection + " } }";
  }

  private static List<Integer> versionsUpTo(int version) {
    return IntStream.rangeClosed(1, version).boxed().toList();
  }
}
