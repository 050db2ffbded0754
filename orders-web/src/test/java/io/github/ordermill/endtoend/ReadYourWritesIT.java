package io.github.ordermill.endtoend;

import static io.github.ordermill.client.CommandInputs.anyOrder;
import static io.github.ordermill.client.GraphqlClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.shared.infrastructure.database.Sql;
import io.github.ordermill.shared.web.consistency.ConsistencyToken;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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
    int readers = 400;
    try (var connection = stack.database().connect()) {
      lockView(connection);
      var written = new ArrayList<JsonObject>();
      for (int i = 0; i < 10; i++) {
        written.add(client.send("placeOrder", anyOrder(newCustomer())));
      }
      var answers = new ArrayList<Future<JsonObject>>();
      for (int i = 0; i < readers; i++) {
        var command = written.get(i % written.size());
        answers.add(clients.submit((Callable<JsonObject>) () -> read(command, 10_000)));
      }
      eventually().until(() -> waitingReads() >= readers);

      assertThat(client.execute("{ __typename }"))
          .isEqualTo(json("{'data':{'__typename':'Query'}}"));
      assertThat(answers).noneMatch(Future::isDone);
      connection.rollback();

      for (int i = 0; i < readers; i++) {
        assertThat(isFresh(written.get(i % written.size()), answers.get(i).get())).isTrue();
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
            .add(
                "consistencyToken",
                new ConsistencyToken(UUID.fromString(other.getString("orderId")), 2).encode())
            .build();

    var own = client.send("placeOrder", anyOrder(newCustomer()));

    assertThat(isFresh(own, read(own, 10_000))).isTrue();
    assertThat(isFresh(poisoned, read(poisoned, 0))).isFalse();
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
