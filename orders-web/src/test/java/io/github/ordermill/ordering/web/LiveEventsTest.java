package io.github.ordermill.ordering.web;

import static io.github.ordermill.ordering.web.FakeBuses.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.reading.GetOrder;
import io.github.ordermill.ordering.application.reading.ListOrderEvents;
import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.web.consistency.ConsistencyToken;
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

/** What a client hears on a socket, after the graphql-transport-ws protocol. */
class LiveEventsTest {

  private static final String EVENTS =
      "subscription { orderEvents(orderId: \"" + ORDER + "\") { version order { version } } }";

  private final FakeBuses buses = new FakeBuses();
  private final FakeViewVersionFeed feed = new FakeViewVersionFeed();
  private final Object[] apiBeans = {
    new OrderMutations(EngineRequests.sender(buses.commands())),
    new OrderQueries(buses.queries(), EngineRequests.reads(feed, 10)),
    new OrderFields(buses.queries()),
    new OrderSubscriptions(buses.queries(), feed)
  };

  private volatile int version;
  private volatile boolean away;

  LiveEventsTest() {
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
    feed.tell(ORDER, version);
  }

  private WebSocketTestClient talk(String... settings) {
    return WebSocketTestClient.begin(
        settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]), apiBeans);
  }

  @Test
  void acknowledgesAnIntroductionAndAnswersPings() {
    var talk = WebSocketTestClient.open(Map.of(), apiBeans);

    talk.say("{'type':'connection_init','payload':{'token':'x'}}").say("{'type':'ping'}");
    talk.say("{'type':'pong'}");

    assertThat(talk.await(2)).containsExactly(Map.of("type", "connection_ack"), type("pong"));
  }

  @Test
  void answersAQueryAndIsDoneWithIt() {
    version = 3;

    var heard = talk().ask("a", "{ order(id: \"" + ORDER + "\") { version } }").await(2);

    assertThat(heard)
        .containsExactly(
            next("a", Map.of("order", Map.of("version", 3))),
            Map.of("id", "a", "type", "complete"));
  }

  @Test
  void carriesAMutationOut() {
    var heard =
        talk()
            .ask(
                "m",
                "mutation { cancelOrder(input: { orderId: \""
                    + ORDER
                    + "\", reason: \"late\" }) { __typename } }")
            .await(2);

    assertThat(heard.get(0))
        .isEqualTo(next("m", Map.of("cancelOrder", Map.of("__typename", "CommandAccepted"))));
    assertThat(buses.sent).hasSize(1);
  }

  @Test
  void letsAQueryWithATokenWaitWhileOthersAreAnswered() {
    var token = new ConsistencyToken(ORDER, 1).encode();
    var talk = talk();

    talk.ask(
        "waits",
        "{ order(id: \"%s\", consistencyToken: \"%s\", maxWaitMillis: 10000) { version } }"
            .formatted(ORDER, token));
    talk.ask("quick", "{ __typename }").await(2);
    project(1);

    assertThat(talk.await(4)).extracting("id").containsExactly("quick", "quick", "waits", "waits");
    assertThat(talk.heard().get(2).toString()).contains("consistency={state=FRESH}");
  }

  @Test
  void tellsAnErrorWhenNothingIsExecuted() {
    var heard = talk().ask("a", "{ nonsense }").ask("b", "subscription { x: }").await(2);

    assertThat(heard).allSatisfy(message -> assertThat(message.get("type")).isEqualTo("error"));
    assertThat(heard.toString())
        .contains("GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED")
        .doesNotContain("java", "graphql.");
    assertThat(heard.get(0).get("payload")).isInstanceOf(List.class);
  }

  @Test
  void sendsWhatHasBeenAndThenWhatComes() {
    version = 2;
    var talk = talk().ask("s", EVENTS);
    talk.await(2);

    project(3);
    talk.await(3);
    feed.tell(ORDER, 3);
    project(5);

    assertThat(talk.await(5))
        .containsExactly(event(1, 2), event(2, 2), event(3, 3), event(4, 5), event(5, 5));
  }

  @Test
  void resumesBehindTheLastVersionSeen() {
    version = 45;

    var heard = talk().ask("s", EVENTS.replace("\") {", "\", afterVersion: 3) {")).await(42);

    assertThat(heard).containsExactlyElementsOf(events(4, 45));
  }

  @Test
  void waitsForAnOrderThatIsNotThereYet() {
    var talk = talk().ask("s", EVENTS);
    awaitWatchers(1);

    project(1);

    assertThat(talk.await(1)).containsExactly(event(1, 1));
  }

  @Test
  void readsNothingAheadOfAClientThatDoesNotTakeIt() {
    version = 100;
    var talk = talk();
    talk.stopTaking();
    talk.ask("s", EVENTS).await(1);

    project(200);
    project(300);

    assertThat(talk.heard()).hasSize(1);
    assertThat(buses.asked).filteredOn(ListOrderEvents.class::isInstance).hasSize(1);
    talk.takeAgain();
    assertThat(talk.await(300)).extracting("id").containsOnly("s");
    assertThat(talk.heard().get(299)).isEqualTo(event(300, 300));
  }

  @Test
  void sendsNothingMoreOfWhatTheClientHasCompleted() {
    version = 1;
    var talk = talk().ask("s", EVENTS);
    talk.await(1);

    talk.say("{'id':'s','type':'complete'}").say("{'id':'never','type':'complete'}");
    awaitWatchers(0);
    project(2);
    talk.ask("s", "{ __typename }");

    assertThat(talk.await(3)).extracting("type").containsExactly("next", "next", "complete");
  }

  @Test
  void keepsNothingOfAClientThatHasGone() {
    var talk = talk().ask("s", EVENTS).ask("t", EVENTS);
    awaitWatchers(2);

    talk.hangUp();

    awaitWatchers(0);
  }

  @Test
  void outlivesTheDatabase() {
    version = 1;
    var talk = talk().ask("s", EVENTS);
    talk.await(1);

    away = true;
    project(2);
    talk.ask("q", "{ order(id: \"" + ORDER + "\") { version } }").await(3);
    away = false;

    assertThat(talk.await(4).get(3)).isEqualTo(event(2, 2));
    assertThat(talk.heard().get(1).toString()).contains("code=UNAVAILABLE");
  }

  @Test
  void tellsThatTheDatabaseIsAwayToWhoeverBegins() {
    away = true;

    var heard = talk().ask("s", EVENTS).await(1);

    assertThat(heard.get(0).get("type")).isEqualTo("error");
    assertThat(heard.get(0).toString()).contains("code=UNAVAILABLE");
    assertThat(feed.size()).isZero();
  }

  @Test
  void boundsOperationsUnderWay() {
    var talk = talk("ORDERS_LIMIT_SOCKET_OPERATIONS", "2");
    talk.ask("a", EVENTS).ask("b", EVENTS).ask("c", EVENTS);

    assertThat(talk.await(1).get(0).toString())
        .contains("id=c, type=error", "LIMIT_EXCEEDED", "name=socketOperations", "limit=2");
    awaitWatchers(2);
    version = 1;
    feed.tell(ORDER, 1);
    assertThat(talk.await(3)).hasSize(3);
  }

  @Test
  void cutsOffAClientThatTakesNothing() {
    version = 1;
    var talk = talk("ORDERS_LIMIT_SOCKET_SEND_SECONDS", "1");
    talk.stopTaking();

    talk.ask("s", EVENTS);

    assertThat(talk.awaitClosed()).startsWith("1013 ");
    awaitWatchers(0);
  }

  @Test
  void tellsASlowClientWhyOnceItTakesWhatWasOnItsWay() {
    version = 5;
    var talk = talk("ORDERS_LIMIT_SOCKET_SEND_SECONDS", "1");
    talk.stopTaking();
    talk.ask("s", EVENTS).await(1);
    Awaitility.await()
        .until(
            () -> {
              talk.tick();
              return feed.size() == 0;
            });

    talk.takeAgain();

    assertThat(talk.awaitClosed()).startsWith("1013 ");
    assertThat(talk.heard()).hasSize(1);
  }

  @Test
  void cutsOffAClientThatOnlyTalks() {
    var talk = talk();
    talk.stopTaking();

    for (int i = 0; i < 1_000; i++) {
      talk.say("{'type':'ping'}");
    }

    assertThat(talk.awaitClosed()).startsWith("1013 ");
  }

  @Test
  void givesUpAClientThatAnswersNoPing() {
    var talk = talk("ORDERS_LIMIT_SOCKET_PING_SECONDS", "1");

    assertThat(talk.awaitClosed()).startsWith("1013 ");
    assertThat(talk.heard()).containsExactly(type("ping"));
  }

  @Test
  void closesWhenAClientDoesNotIntroduceItself() {
    var talk = WebSocketTestClient.open(Map.of("ORDERS_LIMIT_SOCKET_INIT_SECONDS", "1"), apiBeans);

    assertThat(talk.awaitClosed()).isEqualTo("4408 Connection initialisation timeout");
  }

  @Test
  void closesWhenAClientIntroducesItselfTwice() {
    assertThat(talk().say("{'type':'connection_init'}").awaitClosed())
        .isEqualTo("4429 Too many initialisation requests");
  }

  @Test
  void closesWhenAClientAsksBeforeItIsIntroduced() {
    assertThat(
            WebSocketTestClient.open(Map.of(), apiBeans).ask("a", "{ __typename }").awaitClosed())
        .isEqualTo("4401 Unauthorized");
  }

  @Test
  void closesWhenAnIdIsUsedTwice() {
    assertThat(talk().ask("s", EVENTS).ask("s", "{ __typename }").awaitClosed())
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
  void closesAtAMessageThatIsNone(String message) {
    assertThat(talk().say(message).awaitClosed()).startsWith("4400 Message ");
  }

  @Test
  void leavesWhenWhatHasBegunIsAnswered() {
    var token = new ConsistencyToken(ORDER, 1).encode();
    var talk = talk().ask("s", EVENTS);
    awaitWatchers(1);
    talk.ask(
        "q",
        "{ order(id: \"%s\", consistencyToken: \"%s\", maxWaitMillis: 10000) { version } }"
            .formatted(ORDER, token));
    awaitWatchers(2);

    talk.leave();
    talk.ask("late", "{ __typename }").await(1);
    project(1);

    assertThat(talk.awaitClosed()).startsWith("1001 ");
    assertThat(talk.heard().get(0).toString()).contains("id=late, type=error", "UNAVAILABLE");
    assertThat(talk.heard()).contains(next("q", Map.of("order", Map.of("version", 1)), "FRESH"));
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
