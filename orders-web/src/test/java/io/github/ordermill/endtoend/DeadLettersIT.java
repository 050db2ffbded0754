package io.github.ordermill.endtoend;

import static io.github.ordermill.client.GraphqlClient.json;
import static io.github.ordermill.client.GraphqlClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import io.github.ordermill.launcher.RunningStack;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Retry and discarding of poisoned events through the GraphQL operations of operators. */
class DeadLettersIT extends EndToEndTest {

  /** Projections of orders; other modules may add some. */
  private static final List<String> PROJECTIONS = List.of("figures", "order");

  @Test
  void parksAPoisonedEventAndAppliesItWithItsSuccessorsAfterRepairAndRetry() throws Exception {
    var poisoned = placedOrder();
    var other = placedOrder();

    appendPoisonedEvent(poisoned);
    client.send("cancelOrder", CommandInputs.cancellation(other));
    var deadLetters = awaitDeadLetters(poisoned);

    awaitViewVersion(other, 2);
    assertThat(projectionsOf(deadLetters)).containsAll(PROJECTIONS).doesNotHaveDuplicates();
    var deadLetter = deadLetters.get(0);
    assertThat(deadLetter.getInt("version")).isEqualTo(2);
    assertThat(deadLetter.getString("eventType")).isEqualTo("OrderTeleported");
    assertThat(deadLetter.getString("error"))
        .isEqualTo(
            "The event cannot be applied: unknown event type OrderTeleported. The log has the"
                + " details under "
                + deadLetter.getString("id"));
    assertThat(deadLetter.getInt("attempts")).isEqualTo(5);
    assertThat(deadLetter.getInt("heldBack")).isEqualTo(1);
    assertThat(client.order(poisoned, "version").getInt("version")).isEqualTo(1);
    assertThat(retry(deadLetter).getBoolean("done")).isFalse();

    execute(
        "UPDATE messaging.event_log SET type = 'OrderShipped', payload ="
            + " '{\"shipment\":1,\"carrier\":\"x\",\"trackingNumber\":\"y\",\"lines\":[],\"status\":\"SHIPPED\"}'"
            + " WHERE version = 2 AND aggregate_id = '"
            + poisoned
            + "'");
    for (var each : deadLetters) {
      assertThat(retry(each).getBoolean("done")).isTrue();
    }

    awaitViewVersion(poisoned, 3);
    var order = client.order(poisoned, "status history { type }");
    assertThat(order.getString("status")).isEqualTo("CANCELLED");
    assertThat(texts(order, "history", "type"))
        .containsExactly("OrderPlaced", "OrderShipped", "OrderCancelled");
    assertThat(retry(deadLetter).getBoolean("done")).isFalse();
  }

  @Test
  void skipsADiscardedEventAndAppliesItsSuccessors() throws Exception {
    var poisoned = placedOrder();
    appendPoisonedEvent(poisoned);
    var deadLetters = awaitDeadLetters(poisoned);

    for (var deadLetter : deadLetters) {
      assertThat(discard(deadLetter.getString("id"), "test").toString()).contains("\"done\":true");
    }

    var deadLetter = deadLetters.get(0);
    awaitViewVersion(poisoned, 3);
    assertThat(client.order(poisoned, "status").getString("status")).isEqualTo("CANCELLED");
    assertThat(discard(deadLetter.getString("id"), "again").toString())
        .contains("\"done\":false", "no open dead letter");
    assertThat(retry(deadLetter).toString()).contains("\"done\":false", "no open dead letter");
    var settled = settled(1, null).getJsonObject("node");
    assertThat(settled.getString("id"))
        .isEqualTo(deadLetters.get(deadLetters.size() - 1).getString("id"));
    assertThat(settled.getString("settlement")).isEqualTo("DISCARDED");
    assertThat(settled.getString("reason")).isEqualTo("test");
    assertThat(settled.getString("settledBy")).isEqualTo("anonymous");
    assertThat(Instant.parse(settled.getString("settledAt"))).isBeforeOrEqualTo(Instant.now());
    assertThat(settled.getInt("heldBack")).isZero();
    assertThat(settled.getJsonObject("payload")).isEmpty();
  }

  @Test
  void listsSettledDeadLettersTheLastOneFirstAndPageByPage() throws Exception {
    var order = placedOrder();
    appendPoisonedEvent(order);
    var ids = awaitDeadLetters(order).stream().map(letter -> letter.getString("id")).toList();
    assertThat(retryAll(ids)).allMatch(done -> !done);
    ids.forEach(id -> discard(id, "page " + id));

    var last = settled(1, null);
    var before = settled(1, last.getString("cursor"));

    assertThat(last.getJsonObject("node").getString("reason")).isEqualTo("page " + ids.get(1));
    assertThat(before.getJsonObject("node").getString("reason")).isEqualTo("page " + ids.get(0));
    assertThat(
            client
                .execute(
                    "{ deadLetters(after: \"" + last.getString("cursor") + "\") { totalCount } }")
                .toString())
        .contains("BAD_USER_INPUT", "must be a cursor that this list has given");
    assertThat(client.execute("{ deadLetters { edges { node { settledAt settlement reason } } } }"))
        .satisfies(open -> assertThat(open.toString()).doesNotContain("DISCARDED", "RETRIED"));
  }

  private List<Boolean> retryAll(List<String> ids) {
    return ids.stream()
        .map(id -> retry(Json.createObjectBuilder().add("id", id).build()).getBoolean("done"))
        .toList();
  }

  /** The edge of the first settled dead letter after a cursor. */
  private JsonObject settled(int first, String after) {
    return client
        .execute(
            "query ($first: Int, $after: String) {"
                + " deadLetters(settled: true, first: $first, after: $after) { totalCount edges {"
                + " cursor node { id settledAt settledBy settlement reason heldBack payload } } } }",
            Json.createObjectBuilder()
                .add("first", first)
                .add("after", after == null ? JsonValue.NULL : Json.createValue(after))
                .build())
        .getJsonObject("data")
        .getJsonObject("deadLetters")
        .getJsonArray("edges")
        .getJsonObject(0);
  }

  @Test
  void refusesTheNameOfAProjectionThatDoesNotExist() {
    for (var selection : List.of("totalCount", "edges { cursor }")) {
      assertThat(
              client
                  .execute("{ deadLetters(projection: \"nope\") { " + selection + " } }")
                  .toString())
          .contains("BAD_USER_INPUT", "projection must be one of", "figures, order");
    }
    for (var projection : PROJECTIONS) {
      assertThat(
              client.execute("{ deadLetters(projection: \"" + projection + "\") { totalCount } }"))
          .doesNotContainKey("errors");
    }
  }

  @Test
  void reportsTheLagOfEachProjection() {
    placedOrder();

    eventually()
        .untilAsserted(
            () ->
                assertThat(
                        client
                            .execute("{ projections { name lagEvents lagMillis } }")
                            .getJsonObject("data")
                            .getJsonArray("projections"))
                    .contains(
                        json("{'name':'figures','lagEvents':0,'lagMillis':0}"),
                        json("{'name':'order','lagEvents':0,'lagMillis':0}")));
  }

  @Test
  void reportsUnknownAndMalformedDeadLetterIds() {
    var unknown =
        client.execute(
            "mutation { retryDeadLetter(id: \"" + UUID.randomUUID() + "\") { done message } }");
    var malformed = client.execute("mutation { retryDeadLetter(id: \"17\") { done message } }");
    var cursor = client.execute("{ deadLetters(after: \"rubbish\") { totalCount } }");

    assertThat(unknown.toString()).contains("\"done\":false", "no open dead letter");
    assertThat(malformed.toString()).contains("BAD_USER_INPUT");
    assertThat(cursor.toString()).contains("BAD_USER_INPUT");
    assertThat(discard(UUID.randomUUID().toString(), "test").toString())
        .contains("\"done\":false", "no open dead letter");
    assertThat(discard("17", "test").toString()).contains("BAD_USER_INPUT", "id");
  }

  @Test
  void answersTheMutationsBesideOneWithAMalformedId() {
    var order = place(newCustomer());

    var answer =
        client.execute(
            "mutation { first: addNote(input: {orderId: \""
                + order
                + "\", text: \"n\"}) { __typename }"
                + " second: retryDeadLetter(id: \"17\") { done message }"
                + " third: discardDeadLetter(id: \"17\", reason: \"r\") { done message }"
                + " fourth: addNote(input: {orderId: \"17\", text: \"n\"}) { __typename } }");

    assertThat(answer.getJsonObject("data"))
        .containsEntry("first", json("{'__typename':'CommandAccepted'}"))
        .hasEntrySatisfying("second", DeadLettersIT::isNotDoneForItsId)
        .hasEntrySatisfying("third", DeadLettersIT::isNotDoneForItsId)
        .containsEntry("fourth", json("{'__typename':'InvalidInput'}"));
    assertThat(answer.getJsonArray("errors")).hasSize(2);
  }

  private static void isNotDoneForItsId(JsonValue result) {
    assertThat(result.asJsonObject().getBoolean("done")).isFalse();
    assertThat(result.asJsonObject().getString("message")).startsWith("id must be a UUID");
  }

  @Test
  void requiresAReasonForDiscarding() {
    var unknownId = UUID.randomUUID().toString();

    for (var reason : List.of("", "   ", "x".repeat(10_000), "\\u0000")) {
      assertThat(discard(unknownId, reason).toString()).contains("BAD_USER_INPUT", "reason");
    }
  }

  private String placedOrder() {
    var id = place(newCustomer());
    awaitViewVersion(id, 1);
    return id;
  }

  /** Appends two events by SQL: one of an unknown type and a valid one after it. */
  static void appendPoisonedEvent(String order) throws SQLException {
    execute(
        "WITH appended AS ("
            + "INSERT INTO messaging.event_log (event_id, aggregate_type, aggregate_id, version, type, schema_version,"
            + " payload, actor, correlation_id, causation_id, occurred_at)"
            + " SELECT gen_random_uuid(), 'Order', '"
            + order
            + "', v, t, 1, p::jsonb, 'test', 'test', gen_random_uuid(), now() FROM (VALUES"
            + " (2, 'OrderTeleported', '{}'), (3, 'OrderCancelled', '{\"reason\":\"late\"}'))"
            + " AS event (v, t, p) RETURNING position)"
            + " INSERT INTO messaging.outbox SELECT position FROM appended");
  }

  /** Waits for one dead letter per projection. */
  private List<JsonObject> awaitDeadLetters(String order) {
    return eventually()
        .until(
            () ->
                client
                    .execute(
                        "{ deadLetters(first: 100) { edges { node { id orderId version eventType"
                            + " error attempts heldBack projection parkedAt } } } }")
                    .getJsonObject("data")
                    .getJsonObject("deadLetters")
                    .getJsonArray("edges")
                    .stream()
                    .map(edge -> edge.asJsonObject().getJsonObject("node"))
                    .filter(deadLetter -> deadLetter.getString("orderId").equals(order))
                    .toList(),
            deadLetters -> projectionsOf(deadLetters).containsAll(PROJECTIONS));
  }

  private static List<String> projectionsOf(List<JsonObject> deadLetters) {
    return deadLetters.stream().map(deadLetter -> deadLetter.getString("projection")).toList();
  }

  private JsonObject discard(String id, String reason) {
    return client.execute(
        "mutation { discardDeadLetter(id: \""
            + id
            + "\", reason: \""
            + reason
            + "\") { done message } }");
  }

  private JsonObject retry(JsonObject deadLetter) {
    return client
        .execute(
            "mutation { retryDeadLetter(id: \""
                + deadLetter.getString("id")
                + "\") { done message } }")
        .getJsonObject("data")
        .getJsonObject("retryDeadLetter");
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = RunningStack.shared().database().connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
