package io.github.ordermill.endtoend;

import static io.github.ordermill.client.CommandInputs.anyOrder;
import static io.github.ordermill.client.GraphqlClient.json;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.application.signing.SigningKey;
import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.web.consistency.ConsistencyToken;
import io.github.ordermill.shared.web.consistency.ConsistencyTokens;
import io.github.ordermill.shared.web.consistency.FixedSigningKeys;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reads with a consistency token while the projection lags. */
class ReadYourWritesIT extends EndToEndTest {

  private static final int COMMANDS = 1_000;
  private static final int CLIENTS = 16;

  private final ExecutorService clients = Executors.newCachedThreadPool();

  @AfterEach
  void stopClients() {
    clients.shutdownNow();
  }

  @Test
  void neverReportsAStaleAnswerAsFresh() throws Exception {
    var fresh = new AtomicInteger();
    var stale = new AtomicInteger();
    var remaining = new AtomicInteger(COMMANDS);
    var work = new ArrayList<Future<?>>();
    for (int i = 0; i < CLIENTS; i++) {
      var random = new Random(i);
      work.add(
          clients.submit(
              () -> {
                while (remaining.decrementAndGet() >= 0) {
                  var written = client.send("placeOrder", anyOrder(newCustomer()));
                  int maxWaitMillis = random.nextInt(4) == 0 ? random.nextInt(100) : 10_000;
                  (isFresh(written, read(written, maxWaitMillis)) ? fresh : stale)
                      .incrementAndGet();
                }
                return null;
              }));
    }

    var random = new Random(1);
    while (remaining.get() > 0) {
      delayProjection(random.nextInt(20, 300));
    }
    for (var client : work) {
      client.get();
    }

    System.out.printf("%d commands: %d fresh, %d stale%n", COMMANDS, fresh.get(), stale.get());
    assertThat(fresh.get() + stale.get()).isEqualTo(COMMANDS);
    assertThat(fresh).hasPositiveValue();
    assertThat(stale).hasPositiveValue();
  }

  @Test
  void blocksNoThreadWhileWaitingForAView() throws Exception {
    int readers = 100;
    int fields = 4;
    try (var connection = stack.database().connect()) {
      lockView(connection);
      var written = client.send("placeOrder", anyOrder(newCustomer()));
      var query = new StringBuilder("{ ");
      for (int i = 0; i < fields; i++) {
        query.append(
            "f%d: order(id: \"%s\", consistencyToken: \"%s\", maxWaitMillis: 10000) { version } "
                .formatted(i, written.getString("orderId"), written.getString("consistencyToken")));
      }
      var answers = new ArrayList<Future<JsonObject>>();
      for (int i = 0; i < readers; i++) {
        answers.add(clients.submit((Callable<JsonObject>) () -> client.execute(query + "}")));
      }
      eventually().until(() -> waitingReads() >= readers * fields);

      assertThat(client.execute("{ __typename }"))
          .isEqualTo(json("{'data':{'__typename':'Query'}}"));
      assertThat(answers).noneMatch(Future::isDone);
      connection.rollback();

      for (var answer : answers) {
        assertThat(answer.get().getJsonObject("data").values())
            .hasSize(fields)
            .containsOnly(json("{'version':1}"));
      }
    }
    eventually().until(() -> waitingReads() == 0);
  }

  @Test
  void waitsOnlyForTheOrderOfTheToken() throws Exception {
    var other = client.send("placeOrder", anyOrder(newCustomer()));
    assertThat(isFresh(other, read(other, 10_000))).isTrue();
    DeadLettersIT.appendPoisonedEvent(other.getString("orderId"));
    var poisoned =
        Json.createObjectBuilder(other)
            .add("version", 2)
            .add("consistencyToken", issued(UUID.fromString(other.getString("orderId")), 2))
            .build();

    var own = client.send("placeOrder", anyOrder(newCustomer()));

    assertThat(isFresh(own, read(own, 10_000))).isTrue();
    assertThat(isFresh(poisoned, read(poisoned, 0))).isFalse();
  }

  @Test
  void tokensThatWereNotIssuedHoldNoPlace() throws Exception {
    var order = client.send("placeOrder", anyOrder(newCustomer())).getString("orderId");
    var unsigned =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(("1:" + UUID.randomUUID() + ":1").getBytes(US_ASCII));
    var foreign =
        new ConsistencyTokens(new FixedSigningKeys("foreign", 1))
            .encode(new ConsistencyToken(UUID.fromString(order), 9));

    for (var forged : List.of(unsigned, foreign, "A".repeat(55), "A".repeat(90_000), "")) {
      long started = System.nanoTime();
      var answer =
          client.execute(
              "{ order(id: \"%s\", consistencyToken: \"%s\", maxWaitMillis: 10000) { version } }"
                  .formatted(order, forged));

      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
      assertThat(answer.getJsonArray("errors").getJsonObject(0).getJsonObject("extensions"))
          .as("%s", answer)
          .containsEntry("code", Json.createValue("BAD_USER_INPUT"));
    }
    assertThat(waitingReads()).isZero();
  }

  @Test
  void fortyWaitingFieldsTakeNoLongerThanTheTimeLimit() throws Exception {
    var order =
        UUID.fromString(client.send("placeOrder", anyOrder(newCustomer())).getString("orderId"));
    var token = issued(order, 1_000);
    var fields = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      fields.append(
          "f%d: order(id: \"%s\", consistencyToken: \"%s\", maxWaitMillis: 10000) { version } "
              .formatted(i, order, token));
    }

    long started = System.nanoTime();
    var answer = client.execute("{ " + fields + "}");

    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
    assertThat(answer).doesNotContainKey("errors");
    assertThat(answer.getJsonObject("extensions").getJsonObject("consistency").getString("state"))
        .isEqualTo("STALE");
  }

  @Test
  void aCommandThatCannotGetItsOrderEndsAtTheTimeLimit() throws Exception {
    var order = client.send("placeOrder", anyOrder(newCustomer())).getString("orderId");
    try (var connection = stack.database().connect()) {
      connection.setAutoCommit(false);
      Sql.query(
          connection,
          "SELECT FROM ordering.orders WHERE id = ?::uuid FOR UPDATE",
          row -> null,
          order);

      long started = System.nanoTime();
      var answer =
          client.execute(
              "mutation { confirmOrder(input: {orderId: \"%s\"}) { __typename } }"
                  .formatted(order));

      assertThat(Duration.ofNanos(System.nanoTime() - started))
          .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(13));
      assertThat(answer.getJsonObject("data"))
          .isEqualTo(json("{'confirmOrder':{'__typename':'CommandFailed'}}"));
      assertThat(answer.getJsonArray("errors").getJsonObject(0).getJsonObject("extensions"))
          .as("%s", answer)
          .containsEntry("code", Json.createValue("LIMIT_EXCEEDED"))
          .containsEntry("name", Json.createValue("executionSeconds"));
      connection.rollback();
    }
    assertThat(
            client.execute(
                "mutation { confirmOrder(input: {orderId: \"%s\"}) { __typename } }"
                    .formatted(order)))
        .isEqualTo(json("{'data':{'confirmOrder':{'__typename':'CommandAccepted'}}}"));
  }

  /** A token as the server would issue it. */
  private String issued(UUID order, int version) throws SQLException {
    try (var connection = stack.database().connect()) {
      var keys =
          Sql.query(
              connection,
              "SELECT id, secret FROM messaging.signing_key",
              row ->
                  new SigningKey(
                      row.getInt("id"), new SecretKeySpec(row.getBytes("secret"), "HmacSHA256")));
      return new ConsistencyTokens(FixedSigningKeys.of(keys.get(0)))
          .encode(new ConsistencyToken(order, version));
    }
  }

  /** Blocks writes of the projection for this time; reads continue. */
  private void delayProjection(int millis) throws SQLException {
    try (var connection = stack.database().connect()) {
      lockView(connection);
      pause(millis);
      connection.rollback();
    }
    pause(millis / 2);
  }

  private static void pause(int millis) {
    Awaitility.await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
  }

  private static void lockView(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Sql.update(connection, "LOCK TABLE views.order_view IN EXCLUSIVE MODE");
  }

  private JsonObject read(JsonObject written, int maxWaitMillis) {
    return client.execute(
        "{ order(id: \"%s\", consistencyToken: \"%s\", maxWaitMillis: %d) { version history { version order { version } } } }"
            .formatted(
                written.getString("orderId"),
                written.getString("consistencyToken"),
                maxWaitMillis));
  }

  /** Whether the answer claims to be fresh; asserts that the claim is true. */
  private static boolean isFresh(JsonObject written, JsonObject answer) {
    assertThat(answer).as("%s", answer).doesNotContainKey("errors");
    var order = answer.getJsonObject("data").get("order");
    int viewVersion = order == JsonValue.NULL ? 0 : order.asJsonObject().getInt("version");
    int required = written.getInt("version");
    var consistency = answer.getJsonObject("extensions").getJsonObject("consistency");
    if (consistency.getString("state").equals("FRESH")) {
      assertThat(viewVersion).isGreaterThanOrEqualTo(required);
      assertThat(order.asJsonObject().getJsonArray("history"))
          .hasSizeGreaterThanOrEqualTo(required);
      return true;
    }
    assertThat(consistency)
        .isEqualTo(
            json(
                "{'state':'STALE','requiredVersion':%d,'viewVersion':%d}"
                    .formatted(required, viewVersion)));
    assertThat(viewVersion).isLessThan(required);
    return false;
  }

  private int waitingReads() {
    return (int) stack.application().metric("orders_waiters");
  }
}
