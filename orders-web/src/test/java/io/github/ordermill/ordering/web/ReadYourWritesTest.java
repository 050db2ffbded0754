package io.github.ordermill.ordering.web;

import static io.github.ordermill.ordering.web.FakeBuses.ORDER;
import static io.github.ordermill.ordering.web.FakeBuses.OTHER_ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.listing.ListOrders;
import io.github.ordermill.ordering.application.reading.GetOrder;
import io.github.ordermill.ordering.application.reading.GetOrderVersion;
import io.github.ordermill.shared.application.Deadline;
import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.application.paging.CursorPage;
import io.github.ordermill.shared.web.consistency.ConsistencyToken;
import io.github.ordermill.shared.web.consistency.ConsistencyTokens;
import io.github.ordermill.shared.web.consistency.FixedSigningKeys;
import io.github.ordermill.shared.web.graphql.EngineRequests;
import io.github.ordermill.shared.web.request.ClientAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries with a consistency token, on a view that lags. */
class ReadYourWritesTest {

  private static final int PLACES = 2;

  private final FakeBuses buses = new FakeBuses();
  private final FakeViewVersionFeed feed = new FakeViewVersionFeed();
  private final EngineRequests requests =
      with(Map.of("ORDERS_LIMIT_WAITERS", Integer.toString(PLACES)));

  private final Map<UUID, Integer> versions = new ConcurrentHashMap<>();

  ReadYourWritesTest() {
    buses.answers = this::answer;
  }

  private EngineRequests with(Map<String, String> settings) {
    return EngineRequests.with(
        settings,
        new OrderMutations(EngineRequests.sender(buses.commands()), EngineRequests.tokens()),
        new OrderQueries(buses.queries(), EngineRequests.reads(feed, settings)),
        new OrderFields(buses.queries()));
  }

  private Object answer(Query<?> query) {
    if (query instanceof GetOrder get) {
      var id = UUID.fromString(get.id());
      return Optional.ofNullable(versions.get(id)).map(it -> FakeBuses.orderAt(id, it));
    }
    if (query instanceof GetOrderVersion get) {
      return versions.getOrDefault(get.id(), 0);
    }
    if (query instanceof ListOrders) {
      return new CursorPage<>(List.of(), false);
    }
    return FakeBuses.answer(query);
  }

  private void project(UUID order, int version) {
    versions.put(order, version);
    feed.publish(order, version);
  }

  @Test
  void answersImmediatelyWhenTheViewIsFresh() {
    versions.put(ORDER, 2);

    var response = requests.begin(asking("order", ORDER, ORDER, 2, 10_000, "version"));

    assertThat(response).isCompleted();
    assertThat(response.join())
        .containsEntry("data", Map.of("order", Map.of("version", 2)))
        .containsEntry("extensions", Map.of("consistency", Map.of("state", "FRESH")));
    assertThat(feed.size()).isZero();
  }

  @Test
  void reportsNoConsistencyWithoutAToken() {
    versions.put(ORDER, 2);

    var response = requests.execute("{ order(id: \"" + ORDER + "\") { version } }");

    assertThat(response).doesNotContainKey("extensions");
  }

  @Test
  void waitsUntilTheViewShowsTheCommand() throws Exception {
    var response = requests.begin(asking("order", ORDER, ORDER, 2, 10_000, "version"));
    assertThat(response).isNotDone();

    project(ORDER, 1);
    project(OTHER_ORDER, 2);
    assertThat(response).isNotDone();
    project(ORDER, 3);

    assertThat(soon(response))
        .containsEntry("data", Map.of("order", Map.of("version", 3)))
        .containsEntry("extensions", Map.of("consistency", Map.of("state", "FRESH")));
    assertThat(feed.size()).isZero();
  }

  @Test
  void resolvesFieldsBelowAFieldThatHasWaited() throws Exception {
    var response =
        requests.begin(
            asking("order", ORDER, ORDER, 1, 10_000, "history { type order { number } }"));

    project(ORDER, 1);

    assertThat(soon(response)).doesNotContainKey("errors");
    assertThat(response.join().get("data").toString())
        .contains("type=OrderPlaced, order={number=ORD-1}");
  }

  @Test
  void answersStaleAfterTheMaximumWait() throws Exception {
    versions.put(ORDER, 5);

    var response = requests.begin(asking("order", ORDER, ORDER, 7, 50, "version"));

    assertThat(soon(response))
        .containsEntry("data", Map.of("order", Map.of("version", 5)))
        .containsEntry("extensions", Map.of("consistency", stale(7, 5)));
    assertThat(feed.size()).isZero();
  }

  @Test
  void endsAllWaitsOfARequestBeforeItsTimeLimit() throws Exception {
    versions.put(ORDER, 5);
    var hasDeadline = new ConcurrentLinkedQueue<Boolean>();
    buses.answers =
        query -> {
          hasDeadline.add(Deadline.current().isPresent());
          return answer(query);
        };
    var hasty =
        with(
            Map.of(
                "ORDERS_LIMIT_EXECUTION_SECONDS", "5",
                "ORDERS_LIMIT_WAITERS_PER_REQUEST", "40"));
    var fields = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      fields.append(field("f" + i + ": order", ORDER, ORDER, 7, 10_000, "version history { id }"));
    }

    long started = System.nanoTime();
    var response = soon(hasty.begin("{ " + fields + " }"));

    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(9));
    assertThat(response).doesNotContainKey("errors");
    assertThat(response.get("extensions").toString())
        .contains("requiredVersion=7, viewVersion=5")
        .doesNotContain("FRESH");
    assertThat(hasDeadline).hasSizeGreaterThan(40).doesNotContain(false);
    assertThat(feed.size()).isZero();
  }

  @Test
  void leavesPlacesToOtherRequestsAndAddresses() {
    var limited =
        with(
            Map.of(
                "ORDERS_LIMIT_WAITERS", "4",
                "ORDERS_LIMIT_WAITERS_PER_ADDRESS", "3",
                "ORDERS_LIMIT_WAITERS_PER_REQUEST", "2"));
    var greedy =
        "{ "
            + field("a: order", ORDER, ORDER, 1, 10_000, "version")
            + field("b: order", ORDER, ORDER, 1, 10_000, "version")
            + field("c: order", ORDER, ORDER, 1, 10_000, "version")
            + " }";
    var one = asking("order", ORDER, ORDER, 1, 10_000, "version");

    var first = limited.begin(greedy);
    assertThat(feed.size()).isEqualTo(2);
    var second = limited.begin(one);
    assertThat(feed.size()).isEqualTo(3);

    assertThat(limited.begin(one)).isCompleted();
    var other = limited.beginFrom(new ClientAddress("192.0.2.2"), one);
    assertThat(other).isNotDone();
    project(ORDER, 1);
    assertThat(first).succeedsWithin(20, TimeUnit.SECONDS);
    assertThat(second).succeedsWithin(20, TimeUnit.SECONDS);
    assertThat(other).succeedsWithin(20, TimeUnit.SECONDS);
    assertThat(feed.size()).isZero();
    assertThat(limited.begin(asking("order", ORDER, ORDER, 2, 10_000, "version"))).isNotDone();
  }

  @Test
  void aTokenThatWasNotIssuedHoldsNoPlace() {
    var forged =
        new ConsistencyTokens(new FixedSigningKeys("forged", 1))
            .encode(new ConsistencyToken(ORDER, 1));

    for (int i = 0; i < 21; i++) {
      var response =
          requests.execute(
              "{ order(id: \"%s\", consistencyToken: \"%s\", maxWaitMillis: 10000) { version } }"
                  .formatted(ORDER, forged));

      assertThat(response.get("errors").toString())
          .contains("code=BAD_USER_INPUT")
          .contains("path=consistencyToken,");
    }
    assertThat(feed.size()).isZero();
    assertThat(requests.begin(asking("order", ORDER, ORDER, 1, 10_000, "version"))).isNotDone();
  }

  @Test
  void doesNotWaitWithAMaximumWaitOfZero() {
    var response = requests.begin(asking("order", ORDER, ORDER, 1, 0, "version"));

    assertThat(response).isCompleted();
    assertThat(response.join()).containsEntry("extensions", Map.of("consistency", stale(1, 0)));
  }

  @Test
  void waitsForAnotherOrdersToken() throws Exception {
    versions.put(ORDER, 1);
    var response = requests.begin(asking("order", ORDER, OTHER_ORDER, 2, 10_000, "version"));
    assertThat(response).isNotDone();

    project(OTHER_ORDER, 2);

    assertThat(soon(response))
        .containsEntry("data", Map.of("order", Map.of("version", 1)))
        .containsEntry("extensions", Map.of("consistency", Map.of("state", "FRESH")));
  }

  @Test
  void readsAListOnceTheViewShowsTheCommand() throws Exception {
    var token = EngineRequests.token(ORDER, 2);
    var response =
        requests.begin(
            "{ orders(consistencyToken: \"%s\", maxWaitMillis: 10000) { edges { node { id } } } }"
                .formatted(token));
    assertThat(buses.asked).isNotEmpty().allMatch(GetOrderVersion.class::isInstance);

    project(ORDER, 2);

    assertThat(soon(response))
        .containsEntry("extensions", Map.of("consistency", Map.of("state", "FRESH")));
    assertThat(buses.asked).filteredOn(ListOrders.class::isInstance).hasSize(1);
  }

  @Test
  void reportsTheMostStaleOfSeveralTokensAndEachField() throws Exception {
    versions.put(ORDER, 2);
    versions.put(OTHER_ORDER, 5);

    var response =
        requests.begin(
            "{ "
                + field("a: order", ORDER, ORDER, 2, 50, "version")
                + field("b: order", OTHER_ORDER, OTHER_ORDER, 7, 50, "version")
                + field("c: order", OTHER_ORDER, OTHER_ORDER, 6, 50, "version")
                + " }");

    var consistency = (Map<?, ?>) ((Map<?, ?>) soon(response).get("extensions")).get("consistency");
    assertThat(consistency.get("state")).isEqualTo("STALE");
    assertThat(consistency.get("requiredVersion")).isEqualTo(7);
    assertThat(consistency.get("viewVersion")).isEqualTo(5);
    assertThat(consistency.get("fields").toString())
        .contains("{path=[a], state=FRESH}")
        .contains("{path=[b], state=STALE, requiredVersion=7, viewVersion=5}")
        .contains("{path=[c], state=STALE, requiredVersion=6, viewVersion=5}");
  }

  @Test
  void answersImmediatelyWhenTheLimitOfWaitersIsReached() {
    var one = requests.begin(asking("order", ORDER, ORDER, 1, 10_000, "version"));
    var two = requests.begin(asking("order", ORDER, ORDER, 1, 10_000, "version"));

    var three = requests.begin(asking("order", ORDER, ORDER, 1, 10_000, "version"));

    assertThat(three).isCompleted();
    assertThat(three.join()).containsEntry("extensions", Map.of("consistency", stale(1, 0)));
    project(ORDER, 1);
    assertThat(one).succeedsWithin(20, TimeUnit.SECONDS);
    assertThat(two).succeedsWithin(20, TimeUnit.SECONDS);
    assertThat(requests.begin(asking("order", ORDER, ORDER, 2, 10_000, "version"))).isNotDone();
  }

  @Test
  void answersAnErrorThatOccursWhileWaiting() throws Exception {
    var response = requests.begin(asking("order", ORDER, ORDER, 1, 10_000, "version"));

    buses.answers =
        query -> {
          throw new Unavailable(new IllegalStateException("away"));
        };
    feed.publish(ORDER, 1);

    assertThat(soon(response).get("errors").toString()).contains("code=UNAVAILABLE");
    assertThat(response.join()).doesNotContainKey("extensions");
    assertThat(feed.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "consistencyToken: \"\"",
        "consistencyToken: \"rubbish\"",
        "consistencyToken: \"MTowMTk5ZDVjMC03ZTJiLTdjYzMtOThhMS0zZjBkNWY2YjJhMTA6Nw\"",
        "consistencyToken: \"MTp4OjE\"",
        "maxWaitMillis: -1",
        "maxWaitMillis: 10001"
      })
  void namesTheInvalidArgument(String argument) {
    var response =
        requests.execute("{ order(id: \"" + ORDER + "\", " + argument + ") { version } }");

    assertThat(response.get("errors").toString())
        .contains("code=BAD_USER_INPUT")
        .contains("path=" + argument.substring(0, argument.indexOf(':')) + ",");
  }

  @Test
  void treatsNullAsTheDefault() {
    versions.put(ORDER, 1);

    var response =
        requests.execute(
            "{ order(id: \""
                + ORDER
                + "\", consistencyToken: null, maxWaitMillis: null) { version } }");

    assertThat(response).doesNotContainKey("errors").doesNotContainKey("extensions");
  }

  private static Map<String, Object> soon(CompletableFuture<Map<String, Object>> response)
      throws Exception {
    return response.get(20, TimeUnit.SECONDS);
  }

  private static Map<String, Object> stale(int required, int shown) {
    return Map.of("state", "STALE", "requiredVersion", required, "viewVersion", shown);
  }

  private static String asking(
      String field, UUID order, UUID awaited, int version, int wait, String selection) {
    return "{ " + field(field, order, awaited, version, wait, selection) + " }";
  }

  private static String field(
      String field, UUID order, UUID awaited, int version, int wait, String selection) {
    return "%s(id: \"%s\", consistencyToken: \"%s\", maxWaitMillis: %d) { %s } "
        .formatted(field, order, EngineRequests.token(awaited, version), wait, selection);
  }
}
