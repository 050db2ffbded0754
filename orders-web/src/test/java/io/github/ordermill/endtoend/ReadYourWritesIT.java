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
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that reads what it has just written, from a view that takes its time. */
class ReadYourWritesIT extends EndToEndTest {

  private static final int PAIRS = 1_000;
  private static final int CLIENTS = 16;

  private final ExecutorService clients = Executors.newCachedThreadPool();

  @AfterEach
  void dismissClients() {
    clients.shutdownNow();
  }

  @Test
  void neverCallsAnOldAnswerFresh() throws Exception {
    var emptyDirectory = new AtomicInteger();
    var stale = new AtomicInteger();
    var left = new AtomicInteger(PAIRS);
    var work = new ArrayList<Future<?>>();
    for (int i = 0; i < CLIENTS; i++) {
      var random = new Random(i);
      work.add(
          clients.submit(
              () -> {
                while (left.decrementAndGet() >= 0) {
                  var written = client.send("placeOrder", anyOrder(newCustomer()));
                  int patience = random.nextInt(4) == 0 ? random.nextInt(100) : 10_000;
                  (isFresh(written, read(written, patience)) ? emptyDirectory : stale)
                      .incrementAndGet();
                }
                return null;
              }));
    }

    var random = new Random(1);
    while (left.get() > 0) {
      slowDown(random.nextInt(20, 300));
    }
    for (var client : work) {
      client.get();
    }

    System.out.printf("%d pairs: %d fresh, %d stale%n", PAIRS, emptyDirectory.get(), stale.get());
    assertThat(emptyDirectory.get() + stale.get()).isEqualTo(PAIRS);
    assertThat(emptyDirectory).hasPositiveValue();
    assertThat(stale).hasPositiveValue();
  }

  @Test
  void holdsNoThreadWhileItWaits() throws Exception {
    int many = 400;
    try (var connection = stack.database().connect()) {
      stop(connection);
      var written = new ArrayList<JsonObject>();
      for (int i = 0; i < 10; i++) {
        written.add(client.send("placeOrder", anyOrder(newCustomer())));
      }
      var answers = new ArrayList<Future<JsonObject>>();
      for (int i = 0; i < many; i++) {
        var one = written.get(i % written.size());
        answers.add(clients.submit((Callable<JsonObject>) () -> read(one, 10_000)));
      }
      soon().until(() -> waiting() >= many);

      assertThat(client.execute("{ __typename }"))
          .isEqualTo(json("{'data':{'__typename':'Query'}}"));
      assertThat(answers).noneMatch(Future::isDone);
      connection.rollback();

      for (int i = 0; i < many; i++) {
        assertThat(isFresh(written.get(i % written.size()), answers.get(i).get())).isTrue();
      }
    }
    soon().until(() -> waiting() == 0);
  }

  @Test
  void doesNotWaitForOtherOrders() throws Exception {
    var other = client.send("placeOrder", anyOrder(newCustomer()));
    assertThat(isFresh(other, read(other, 10_000))).isTrue();
    DeadLettersIT.poison(other.getString("orderId"));
    var poisoned =
        Json.createObjectBuilder(other)
            .add("version", 2)
            .add(
                "consistencyToken",
                new ConsistencyToken(UUID.fromString(other.getString("orderId")), 2).encode())
            .build();

    var mine = client.send("placeOrder", anyOrder(newCustomer()));

    assertThat(isFresh(mine, read(mine, 10_000))).isTrue();
    assertThat(isFresh(poisoned, read(poisoned, 0))).isFalse();
  }

  /** Lets the projection write nothing for a while, though everyone can read. */
  private void slowDown(int millis) throws SQLException, InterruptedException {
    try (var connection = stack.database().connect()) {
      stop(connection);
      Thread.sleep(millis);
      connection.rollback();
    }
    Thread.sleep(millis / 2);
  }

  private static void stop(Connection connection) throws SQLException {
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

  /** Whether the answer says that it is; and what it says must be so. */
  private static boolean isFresh(JsonObject written, JsonObject answer) {
    assertThat(answer).as("%s", answer).doesNotContainKey("errors");
    var order = answer.getJsonObject("data").get("order");
    int shown = order == JsonValue.NULL ? 0 : order.asJsonObject().getInt("version");
    int required = written.getInt("version");
    var consistency = answer.getJsonObject("extensions").getJsonObject("consistency");
    if (consistency.getString("state").equals("FRESH")) {
      assertThat(shown).isGreaterThanOrEqualTo(required);
      assertThat(order.asJsonObject().getJsonArray("history"))
          .hasSizeGreaterThanOrEqualTo(required);
      return true;
    }
    assertThat(consistency)
        .isEqualTo(
            json(
                "{'state':'STALE','requiredVersion':%d,'viewVersion':%d}"
                    .formatted(required, shown)));
    assertThat(shown).isLessThan(required);
    return false;
  }

  private int waiting() {
    return (int) stack.application().metric("orders_waiters");
  }
}
