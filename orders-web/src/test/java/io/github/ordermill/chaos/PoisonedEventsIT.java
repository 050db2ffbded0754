package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.endtoend.GraphqlClient;
import jakarta.jms.JMSException;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events that cannot be applied, and messages that are no events. */
class PoisonedEventsIT extends Chaos {

  private static final int OTHERS = 2_000;
  private static final int LARGE = 5 * 1024 * 1024;
  private static final Duration GIVEN_UP = Duration.ofSeconds(90);

  private static final String SHIPMENT =
      """
      {"shipment": %d, "carrier": "DHL", "trackingNumber": "JD%d",
       "lines": [{"line": %d, "quantity": 1}]}
      """;

  @Test
  void parksAPoisonedEventAndLetsEveryOtherOrderPass() throws Exception {
    guarantee("R6", "An event that cannot be applied holds back its own order only");
    Findings whileParked;
    UUID poisoned;
    try (var load = load()) {
      awaitAccepted(OTHERS / 4);
      long before = lagAtMostMillis(OTHERS / 2);

      poisoned = poison();

      long with = lagAtMostMillis(OTHERS);
      load.finish();
      whileParked = invariants.hold(RECOVERY, new Invariants.Parked(poisoned, 2));
      guarantee.tells("one poisoned event among %d", ledger.entries().size());
      guarantee.tells("largest lag of a view %d ms before, %d ms with it", before, with);
    }
    var letter = letters().get(0);
    assertThat(letter.getString("orderId")).isEqualTo(poisoned.toString());
    assertThat(letter.getInt("version")).isEqualTo(2);
    assertThat(letter.getInt("attempts")).isEqualTo(5);
    assertThat(letter.getInt("heldBack")).isEqualTo(1);
    assertThat(retry(letter).getBoolean("done")).as("done before it is mended").isFalse();

    sql(
        """
        UPDATE ordering.order_event SET type = 'OrderShipped', payload = ?::jsonb
        WHERE order_id = ? AND version = 2
        """,
        SHIPMENT.formatted(1, 1, 1),
        poisoned);
    var retried = retry(letter);

    assertThat(retried.getBoolean("done")).as("%s", retried).isTrue();
    guarantee
        .tells("parked, mended, retried")
        .operations(ledger.entries().size())
        .found(whileParked)
        .found(invariants.hold(RECOVERY));
    assertThat(letters()).isEmpty();
  }

  @Test
  void leavesMessagesThatAreNoEventsToTheBrokersDeadLetterAddress() throws Exception {
    guarantee("R6b", "What is no event ends in the broker's dead-letter address");
    var rubbish =
        List.<EventTopic.Rubbish>of(
            session -> session.createTextMessage("{\"broken"),
            session -> session.createTextMessage("[1, 2, 3]"),
            session -> session.createTextMessage("{\"position\": \"one\", \"eventId\": 7}"),
            session -> session.createTextMessage("x".repeat(LARGE)),
            session -> session.createTextMessage(null),
            session -> session.createObjectMessage("an object"),
            session -> {
              var message = session.createBytesMessage();
              message.writeBytes(new byte[] {0, 1, 2});
              return message;
            },
            session -> {
              var message = session.createTextMessage("no event, and properties of other types");
              message.setStringProperty("orderVersion", "two");
              message.setObjectProperty("eventId", 7L);
              return message;
            });
    try (var topic = new EventTopic(stack.broker());
        var load = load()) {
      int before = topic.deadLetters();
      awaitAccepted(100);

      for (var message : rubbish) {
        topic.send(message);
      }

      awaitAccepted(400);
      load.finish();
      guarantee.found(invariants.hold(RECOVERY)).operations(ledger.size());
      guarantee
          .recoveredIn(
              time(
                  "all of it in the dead-letter address",
                  GIVEN_UP,
                  () -> deadLetters(topic) == before + rubbish.size()))
          .tells(
              "%d messages: broken JSON, other types, 5 MB, no text, object, bytes",
              rubbish.size());
      assertThat(metric("orders_projection_rejected")).isGreaterThanOrEqualTo(rubbish.size());
    }
  }

  /** An unreadable second event, and a readable third one behind it. */
  private UUID poison() throws Exception {
    try (var connection = stack.database().connect()) {
      connection.setAutoCommit(false);
      var template = ledger.answers().values().iterator().next().order();
      var log = new LogByHand(connection, ledger);
      var order = log.placeLike(template, 1).get(0);
      log.append(order, 2, "OrderTeleported", "{\"to\": \"nowhere\"}");
      log.append(order, 3, "OrderShipped", SHIPMENT.formatted(2, 2, 2));
      connection.commit();
      return order;
    }
  }

  /** The largest lag seen until so many commands have been accepted; parked orders do not count. */
  private long lagAtMostMillis(int commands) {
    var largest = new long[1];
    time(
        commands + " commands",
        Duration.ofSeconds(120),
        () -> {
          largest[0] = Math.max(largest[0], invariants.lagMillis());
          return ledger.size() >= commands;
        });
    return largest[0];
  }

  private List<JsonObject> letters() {
    return new GraphqlClient(graphql())
            .ask(
                "{ deadLetters { totalCount"
                    + " edges { node { id orderId version eventType attempts heldBack } } } }")
            .getJsonObject("data")
            .getJsonObject("deadLetters")
            .getJsonArray("edges")
            .getValuesAs(JsonObject.class)
            .stream()
            .map(edge -> edge.getJsonObject("node"))
            .toList();
  }

  private JsonObject retry(JsonObject letter) {
    return new GraphqlClient(graphql())
        .ask(
            "mutation { retryDeadLetter(id: \"" + letter.getString("id") + "\") { done message } }")
        .getJsonObject("data")
        .getJsonObject("retryDeadLetter");
  }

  private static int deadLetters(EventTopic topic) {
    try {
      return topic.deadLetters();
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }
}
