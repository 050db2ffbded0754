package io.github.ordermill.endtoend;

import static io.github.ordermill.client.GraphqlClient.json;
import static io.github.ordermill.client.GraphqlClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import io.github.ordermill.launcher.RunningStack;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A poisoned event, seen and settled by an operator through GraphQL. */
class DeadLettersIT extends EndToEndTest {

  private static final String[] PROJECTIONS = {"figures", "order"};

  @Test
  void parksAPoisonedEventAndAppliesItAndWhatItHeldBackOnceItIsMended() throws Exception {
    var poisoned = placedOrder();
    var other = placedOrder();

    poison(poisoned);
    client.send("cancelOrder", CommandInputs.cancellation(other));
    var letters = awaitLettersOf(poisoned);

    awaitVersion(other, 2);
    assertThat(letters)
        .extracting(letter -> letter.getString("projection"))
        .containsExactlyInAnyOrder(PROJECTIONS);
    var letter = letters.get(0);
    assertThat(letter.getInt("version")).isEqualTo(2);
    assertThat(letter.getString("eventType")).isEqualTo("OrderTeleported");
    assertThat(letter.getString("error")).isEqualTo("unknown event type OrderTeleported");
    assertThat(letter.getInt("attempts")).isEqualTo(5);
    assertThat(letter.getInt("heldBack")).isEqualTo(1);
    assertThat(client.order(poisoned, "version").getInt("version")).isEqualTo(1);
    assertThat(retry(letter).getBoolean("done")).isFalse();

    execute(
        "UPDATE ordering.order_event SET type = 'OrderShipped', payload ="
            + " '{\"shipment\":1,\"carrier\":\"x\",\"trackingNumber\":\"y\",\"lines\":[]}'"
            + " WHERE version = 2 AND order_id = '"
            + poisoned
            + "'");
    for (var each : letters) {
      assertThat(retry(each).getBoolean("done")).isTrue();
    }

    awaitVersion(poisoned, 3);
    var order = client.order(poisoned, "status history { type }");
    assertThat(order.getString("status")).isEqualTo("CANCELLED");
    assertThat(texts(order, "history", "type"))
        .containsExactly("OrderPlaced", "OrderShipped", "OrderCancelled");
    assertThat(retry(letter).getBoolean("done")).isFalse();
  }

  @Test
  void goesOnWithoutAnEventThatAnOperatorGivesUp() throws Exception {
    var poisoned = placedOrder();
    poison(poisoned);
    var letters = awaitLettersOf(poisoned);

    for (var letter : letters) {
      assertThat(discard(letter.getString("id"), "test").toString()).contains("\"done\":true");
    }

    var letter = letters.get(0);
    awaitVersion(poisoned, 3);
    assertThat(client.order(poisoned, "status").getString("status")).isEqualTo("CANCELLED");
    assertThat(discard(letter.getString("id"), "again").toString())
        .contains("\"done\":false", "no open dead letter");
    assertThat(retry(letter).toString()).contains("\"done\":false", "no open dead letter");
  }

  @Test
  void tellsHowFarTheProjectionsHaveCome() {
    placedOrder();

    soon()
        .untilAsserted(
            () ->
                assertThat(client.execute("{ projections { name lagEvents lagMillis } }"))
                    .isEqualTo(
                        json(
                            "{'data':{'projections':"
                                + "[{'name':'figures','lagEvents':0,'lagMillis':0},"
                                + "{'name':'order','lagEvents':0,'lagMillis':0}]}}")));
  }

  @Test
  void answersClearlyForDeadLettersThatAreGoneOrNone() {
    var gone =
        client.execute(
            "mutation { retryDeadLetter(id: \"" + UUID.randomUUID() + "\") { done message } }");
    var none = client.execute("mutation { retryDeadLetter(id: \"17\") { done message } }");
    var cursor = client.execute("{ deadLetters(after: \"rubbish\") { totalCount } }");

    assertThat(gone.toString()).contains("\"done\":false", "no open dead letter");
    assertThat(none.toString()).contains("BAD_USER_INPUT");
    assertThat(cursor.toString()).contains("BAD_USER_INPUT");
    assertThat(discard(UUID.randomUUID().toString(), "test").toString())
        .contains("\"done\":false", "no open dead letter");
    assertThat(discard("17", "test").toString()).contains("BAD_USER_INPUT", "id");
  }

  @Test
  void asksForAReasonToGiveAnEventUp() {
    var nothing = UUID.randomUUID().toString();

    for (var reason : List.of("", "   ", "x".repeat(10_000), "\\u0000")) {
      assertThat(discard(nothing, reason).toString()).contains("BAD_USER_INPUT", "reason");
    }
  }

  private String placedOrder() {
    var id = place(newCustomer());
    awaitVersion(id, 1);
    return id;
  }

  /** Two more events by hand: one that nobody can read, and a good one behind it. */
  static void poison(String order) throws SQLException {
    execute(
        "WITH appended AS ("
            + "INSERT INTO ordering.order_event (event_id, order_id, version, type, schema_version,"
            + " payload, actor, correlation_id, causation_id, occurred_at)"
            + " SELECT gen_random_uuid(), '"
            + order
            + "', v, t, 1, p::jsonb, 'test', 'test', gen_random_uuid(), now() FROM (VALUES"
            + " (2, 'OrderTeleported', '{}'), (3, 'OrderCancelled', '{\"reason\":\"late\"}'))"
            + " AS event (v, t, p) RETURNING position)"
            + " INSERT INTO ordering.unsent_event SELECT position FROM appended");
  }

  /** One of each projection. */
  private List<JsonObject> awaitLettersOf(String order) {
    return soon()
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
                    .filter(letter -> letter.getString("orderId").equals(order))
                    .toList(),
            letters -> letters.size() == PROJECTIONS.length);
  }

  private JsonObject discard(String id, String reason) {
    return client.execute(
        "mutation { discardDeadLetter(id: \""
            + id
            + "\", reason: \""
            + reason
            + "\") { done message } }");
  }

  private JsonObject retry(JsonObject letter) {
    return client
        .execute(
            "mutation { retryDeadLetter(id: \"" + letter.getString("id") + "\") { done message } }")
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
