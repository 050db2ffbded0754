package io.github.ordermill.ordering.web;

import static io.github.ordermill.ordering.web.FakeBuses.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.reading.GetOrder;
import io.github.ordermill.ordering.application.reading.ListOrderEvents;
import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.web.graphql.EngineRequests;
import io.github.ordermill.shared.web.websocket.WebSocketTestClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations over a websocket with the graphql-transport-ws protocol. */
class GraphqlWsOperationsTest {

  private static final String EVENTS =
      "subscription { orderEvents(orderId: \"" + ORDER + "\") { version order { version } } }";

  private final FakeBuses buses = new FakeBuses();
  private final FakeViewVersionFeed feed = new FakeViewVersionFeed();
  private final Object[] apiBeans = {
    new OrderMutations(EngineRequests.sender(buses.commands()), EngineRequests.tokens()),
    new OrderQueries(buses.queries(), EngineRequests.reads(feed, 10)),
    new OrderFields(buses.queries()),
    new OrderSubscriptions(buses.queries(), feed)
  };

  private volatile int version;
  private volatile boolean away;

  GraphqlWsOperationsTest() {
    buses.answers = this::answer;
  }

  private Object answer(Query<?> query) {
    if (away) {
      throw new Unavailable(new IllegalStateException("away"));
    }
    if (query instanceof ListOrderEvents list) {
      return IntStream.rangeClosed(list.afterVersion() + 1, version)
          .limit(list.limit())
          .mapToObj(it -> FakeBuses.event(ORDER, it, "OrderPlaced"))
          .toList();
    }
    if (query instanceof GetOrder && version > 0) {
      return Optional.of(FakeBuses.orderAt(ORDER, version));
    }
    return query instanceof GetOrder ? Optional.empty() : FakeBuses.answer(query);
  }

  private void project(int version) {
    this.version = version;
    feed.publish(ORDER, version);
  }

  private WebSocketTestClient client(String... settings) {
    return WebSocketTestClient.connect(
        settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]), apiBeans);
  }

  @Test
  void acknowledgesConnectionInitAndAnswersPings() {
    var client = WebSocketTestClient.open(Map.of(), apiBeans);

    client.send("{'type':'connection_init','payload':{'token':'x'}}").send("{'type':'ping'}");
    client.send("{'type':'pong'}");

    assertThat(client.await(2)).containsExactly(Map.of("type", "connection_ack"), type("pong"));
  }

  @Test
  void answersAQueryAndCompletesIt() {
    version = 3;

    var received = client().subscribe("a", "{ order(id: \"" + ORDER + "\") { version } }").await(2);

    assertThat(received)
        .containsExactly(
            next("a", Map.of("order", Map.of("version", 3))),
            Map.of("id", "a", "type", "complete"));
  }

  @Test
  void executesAMutation() {
    var received =
        client()
            .subscribe(
                "m",
                "mutation { cancelOrder(input: { orderId: \""
                    + ORDER
                    + "\", reason: \"late\" }) { __typename } }")
            .await(2);

    assertThat(received.get(0))
        .isEqualTo(next("m", Map.of("cancelOrder", Map.of("__typename", "CommandAccepted"))));
    assertThat(buses.sent).hasSize(1);
  }

  @Test
  void answersOtherOperationsWhileAQueryWithATokenWaits() {
    var token = EngineRequests.token(ORDER, 1);
    var client = client();

    client.subscribe(
        "waits",
        "{ order(id: \"%s\", consistencyToken: \"%s\", maxWaitMillis: 10000) { version } }"
            .formatted(ORDER, token));
    client.subscribe("quick", "{ __typename }").await(2);
    project(1);

    assertThat(client.await(4))
        .extracting("id")
        .containsExactly("quick", "quick", "waits", "waits");
    assertThat(client.received().get(2).toString()).contains("consistency={state=FRESH}");
  }

  @Test
  void sendsAnErrorWhenNothingIsExecuted() {
    var received =
        client().subscribe("a", "{ nonsense }").subscribe("b", "subscription { x: }").await(2);

    assertThat(received).allSatisfy(message -> assertThat(message.get("type")).isEqualTo("error"));
    assertThat(received.toString())
        .contains("GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED")
        .doesNotContain("java", "graphql.");
    assertThat(received.get(0).get("payload")).isInstanceOf(List.class);
  }

  @Test
  void sendsPastEventsAndThenNewOnes() {
    version = 2;
    var client = client().subscribe("s", EVENTS);
    client.await(2);

    project(3);
    client.await(3);
    feed.publish(ORDER, 3);
    project(5);

    assertThat(client.await(5))
        .containsExactly(event(1, 2), event(2, 2), event(3, 3), event(4, 5), event(5, 5));
  }

  @Test
  void resumesAfterTheLastVersionSeen() {
    version = 45;

    var received =
        client().subscribe("s", EVENTS.replace("\") {", "\", afterVersion: 3) {")).await(42);

    assertThat(received).containsExactlyElementsOf(events(4, 45));
  }

  @Test
  void waitsForAnOrderThatDoesNotExistYet() {
    var client = client().subscribe("s", EVENTS);
    awaitWatchers(1);

    project(1);

    assertThat(client.await(1)).containsExactly(event(1, 1));
  }

  @Test
  void readsNoEventsAheadOfASlowClient() {
    version = 100;
    var client = client();
    client.stopReceiving();
    client.subscribe("s", EVENTS).await(1);

    project(200);
    project(300);

    assertThat(client.received()).hasSize(1);
    assertThat(buses.asked).filteredOn(ListOrderEvents.class::isInstance).hasSize(1);
    client.resumeReceiving();
    assertThat(client.await(300)).extracting("id").containsOnly("s");
    assertThat(client.received().get(299)).isEqualTo(event(300, 300));
  }

  @Test
  void sendsNothingAfterTheClientHasCompletedTheOperation() {
    version = 1;
    var client = client().subscribe("s", EVENTS);
    client.await(1);

    client.send("{'id':'s','type':'complete'}").send("{'id':'never','type':'complete'}");
    awaitWatchers(0);
    project(2);
    client.subscribe("s", "{ __typename }");

    assertThat(client.await(3)).extracting("type").containsExactly("next", "next", "complete");
  }

  @Test
  void releasesEverythingOfADisconnectedClient() {
    var client = client().subscribe("s", EVENTS).subscribe("t", EVENTS);
    awaitWatchers(2);

    client.disconnect();

    awaitWatchers(0);
  }

  @Test
  void continuesAfterADatabaseOutage() {
    version = 1;
    var client = client().subscribe("s", EVENTS);
    client.await(1);

    away = true;
    project(2);
    client.subscribe("q", "{ order(id: \"" + ORDER + "\") { version } }").await(3);
    away = false;

    assertThat(client.await(4).get(3)).isEqualTo(event(2, 2));
    assertThat(client.received().get(1).toString()).contains("code=UNAVAILABLE");
  }

  @Test
  void answersUnavailableToASubscriptionDuringAnOutage() {
    away = true;

    var received = client().subscribe("s", EVENTS).await(1);

    assertThat(received.get(0).get("type")).isEqualTo("error");
    assertThat(received.get(0).toString()).contains("code=UNAVAILABLE");
    assertThat(feed.size()).isZero();
  }

  @Test
  void limitsConcurrentOperations() {
    var client = client("ORDERS_LIMIT_SOCKET_OPERATIONS", "2");
    client.subscribe("a", EVENTS).subscribe("b", EVENTS).subscribe("c", EVENTS);

    assertThat(client.await(1).get(0).toString())
        .contains("id=c, type=error", "LIMIT_EXCEEDED", "name=socketOperations", "limit=2");
    awaitWatchers(2);
    version = 1;
    feed.publish(ORDER, 1);
    assertThat(client.await(3)).hasSize(3);
  }

  @Test
  void refusesIdsOfMoreThanAHundredCharacters() {
    var client = client();
    client.subscribe("a".repeat(100), "{ __typename }").await(2);

    assertThat(client.subscribe("a".repeat(101), "{ __typename }").awaitClosed())
        .isEqualTo("4400 Message has an id of more than 100 characters");
  }

  @Test
  void keepsNeitherExtensionsNorTextsOfSubscriptions() {
    var client = client();
    var extensions = ",'extensions':{'x':'" + "x".repeat(500_000) + "'}}}";
    var subscribe =
        "{'id':'%d','type':'subscribe','payload':{'query':'" + EVENTS.replace("\"", "\\\"") + "'";
    for (int i = 0; i < 20; i++) {
      client.send(subscribe.formatted(i) + extensions);
      awaitWatchers(i + 1);
    }

    assertThat(client.heldBytes()).isLessThan(100_000);
    version = 1;
    feed.publish(ORDER, 1);
    assertThat(client.await(20)).hasSize(20);
  }

  @Test
  void countsTheVariablesAndDocumentsThatSubscriptionsKeep() {
    var client = client();
    long idle = client.heldBytes();
    var variables = "'variables':{'id':'" + ORDER + "','unused':'" + "x".repeat(300_000) + "'}";
    client.send(
        "{'id':'a','type':'subscribe','payload':{'query':'subscription ($id: ID!)"
            + " { orderEvents(orderId: $id) { version } }',"
            + variables
            + "}}");
    client.subscribe("b", EVENTS + " #" + "x".repeat(20_000));
    Awaitility.await().until(() -> feed.size() + client.received().size() >= 2);

    assertThat(client.heldBytes() - idle).isGreaterThan(20_000 * 30);

    client.send("{'id':'a','type':'complete'}").send("{'id':'b','type':'complete'}");
    assertThat(client.heldBytes()).isEqualTo(idle);
  }

  @Test
  void refusesOperationsBeyondTheBytesOfTheSocket() {
    var client = client("ORDERS_LIMIT_SOCKET_BUFFER_BYTES", "100000");
    for (int i = 0; i < 60; i++) {
      client.subscribe("s" + i, EVENTS);
    }

    Awaitility.await().until(() -> feed.size() + client.received().size() == 60);

    assertThat(feed.size()).isBetween(20, 45);
    assertThat(client.received())
        .allSatisfy(
            message ->
                assertThat(message.toString())
                    .contains("type=error", "LIMIT_EXCEEDED", "name=socketBufferBytes"));
    assertThat(client.heldBytes()).isLessThanOrEqualTo(100_000);
  }

  @Test
  void answersALimitInPlaceOfAResultThatTheSocketHasNoBytesFor() {
    version = 1;
    var client = client("ORDERS_LIMIT_SOCKET_BUFFER_BYTES", "100000");
    long idle = client.heldBytes();
    client.stopReceiving();
    client.subscribe("ping", "{ __typename }").await(1);
    for (int i = 0; i < 40; i++) {
      client.subscribe(
          "q" + i, "{ " + "order(id: \"%s\") { version number } ".formatted(ORDER) + largeField(i));
    }
    Awaitility.await().until(() -> client.operations() == 0);

    client.resumeReceiving();

    Awaitility.await()
        .until(
            () ->
                client.received().stream().filter(it -> !it.get("type").equals("next")).count()
                    == 41);
    assertThat(client.received().toString()).contains("LIMIT_EXCEEDED", "name=socketBufferBytes");
    assertThat(client.heldBytes()).isEqualTo(idle);
  }

  /** A field whose answer has some kilobytes. */
  private static String largeField(int number) {
    var fields = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      fields.append("x".repeat(200)).append(number).append("_").append(i).append(": __typename ");
    }
    return fields + "}";
  }

  @Test
  void disconnectsAClientThatReceivesNothing() {
    version = 1;
    var client = client("ORDERS_LIMIT_SOCKET_SEND_SECONDS", "1");
    client.stopReceiving();

    client.subscribe("s", EVENTS);

    assertThat(client.awaitClosed()).startsWith("1013 ");
    awaitWatchers(0);
  }

  @Test
  void sendsTheCloseCodeOnceASlowClientReceivesAgain() {
    version = 5;
    var client = client("ORDERS_LIMIT_SOCKET_SEND_SECONDS", "1");
    client.stopReceiving();
    client.subscribe("s", EVENTS).await(1);
    Awaitility.await()
        .until(
            () -> {
              client.tick();
              return feed.size() == 0;
            });

    client.resumeReceiving();

    assertThat(client.awaitClosed()).startsWith("1013 ");
    assertThat(client.received()).hasSize(1);
  }

  @Test
  void disconnectsAClientThatSendsWithoutReceiving() {
    var client = client();
    client.stopReceiving();

    for (int i = 0; i < 1_000; i++) {
      client.send("{'type':'ping'}");
    }

    assertThat(client.awaitClosed()).startsWith("1013 ");
  }

  @Test
  void disconnectsAClientThatAnswersNoPing() {
    var client = client("ORDERS_LIMIT_SOCKET_PING_SECONDS", "1");

    assertThat(client.awaitClosed()).startsWith("1013 ");
    assertThat(client.received()).containsExactly(type("ping"));
  }

  @Test
  void closesWithoutConnectionInit() {
    var client =
        WebSocketTestClient.open(Map.of("ORDERS_LIMIT_SOCKET_INIT_SECONDS", "1"), apiBeans);

    assertThat(client.awaitClosed()).isEqualTo("4408 Connection initialisation timeout");
  }

  @Test
  void closesOnASecondConnectionInit() {
    assertThat(client().send("{'type':'connection_init'}").awaitClosed())
        .isEqualTo("4429 Too many initialisation requests");
  }

  @Test
  void closesOnAnOperationBeforeConnectionInit() {
    assertThat(
            WebSocketTestClient.open(Map.of(), apiBeans)
                .subscribe("a", "{ __typename }")
                .awaitClosed())
        .isEqualTo("4401 Unauthorized");
  }

  @Test
  void closesOnADuplicateOperationId() {
    assertThat(client().subscribe("s", EVENTS).subscribe("s", "{ __typename }").awaitClosed())
        .isEqualTo("4409 Subscriber for s already exists");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rubbish",
        "[]",
        "17",
        "{}",
        "{'type':17}",
        "{'type':'connection_ack'}",
        "{'type':'next','id':'a','payload':{}}",
        "{'type':'ping','payload':'x'}",
        "{'type':'complete'}",
        "{'type':'subscribe','payload':{'query':'{ __typename }'}}",
        "{'type':'subscribe','id':'','payload':{'query':'{ __typename }'}}",
        "{'type':'subscribe','id':'a'}",
        "{'type':'subscribe','id':'a','payload':{}}",
        "{'type':'subscribe','id':'a','payload':{'query':17}}",
        "{'type':'subscribe','id':'a','payload':{'query':'{ __typename }','variables':[]}}"
      })
  void closesOnAnInvalidMessage(String message) {
    assertThat(client().send(message).awaitClosed()).startsWith("4400 Message ");
  }

  @Test
  void closesOnShutdownAfterRunningOperationsAreAnswered() {
    var token = EngineRequests.token(ORDER, 1);
    var client = client().subscribe("s", EVENTS);
    awaitWatchers(1);
    client.subscribe(
        "q",
        "{ order(id: \"%s\", consistencyToken: \"%s\", maxWaitMillis: 10000) { version } }"
            .formatted(ORDER, token));
    awaitWatchers(2);

    client.drain();
    client.subscribe("late", "{ __typename }").await(1);
    project(1);

    assertThat(client.awaitClosed()).startsWith("1001 ");
    assertThat(client.received().get(0).toString()).contains("id=late, type=error", "UNAVAILABLE");
    assertThat(client.received())
        .contains(next("q", Map.of("order", Map.of("version", 1)), "FRESH"));
  }

  private void awaitWatchers(int number) {
    Awaitility.await().until(() -> feed.size() == number);
  }

  private static Map<String, Object> type(String type) {
    return Map.of("type", type);
  }

  private static List<Map<?, ?>> events(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .<Map<?, ?>>mapToObj(version -> event(version, last))
        .toList();
  }

  private static Map<String, Object> event(int version, int view) {
    return next(
        "s", Map.of("orderEvents", Map.of("version", version, "order", Map.of("version", view))));
  }

  private static Map<String, Object> next(String id, Object data) {
    return Map.of("id", id, "type", "next", "payload", Map.of("data", data));
  }

  private static Map<String, Object> next(String id, Object data, String state) {
    return Map.of(
        "id",
        id,
        "type",
        "next",
        "payload",
        Map.of("data", data, "extensions", Map.of("consistency", Map.of("state", state))));
  }
}
