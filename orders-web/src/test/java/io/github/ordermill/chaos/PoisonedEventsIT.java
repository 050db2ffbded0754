package io.github.ordermill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.GraphqlClient;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events that cannot be applied, and messages that are no events. */
class PoisonedEventsIT extends ChaosTest {

  private static final int PROJECTIONS = Invariants.PROJECTIONS.size();
  private static final int WARM_UP = 500;
  private static final int OTHERS = 1_000;
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
    ChaosFindings whileParked;
    UUID poisoned;
    double parked = metric("orders_projection_parked");
    try (var load = load()) {
      awaitAccepted(WARM_UP);
      var early = ledger.answers().keySet();
      awaitAccepted(WARM_UP + OTHERS);
      var before = ledger.answers().keySet();

      poisoned = poison();

      awaitAccepted(WARM_UP + 2 * OTHERS);
      load.finish();
      whileParked = invariants.hold(recovery, new Invariants.Parked(poisoned, 2));
      tellLags(without(before, early), without(ledger.answers().keySet(), before));
    }
    assertThat(metric("orders_projection_parked")).isEqualTo(parked + PROJECTIONS);
    assertThat(stack.application().log())
        .content()
        .contains("parked version 2 of order " + poisoned);
    var letters = letters();
    assertThat(letters).hasSize(PROJECTIONS);
    for (var letter : letters) {
      assertThat(letter.getString("orderId")).isEqualTo(poisoned.toString());
      assertThat(letter.getInt("version")).isEqualTo(2);
      assertThat(letter.getInt("attempts")).isEqualTo(5);
      assertThat(letter.getInt("heldBack")).isEqualTo(1);
      assertThat(retry(letter).getBoolean("done")).as("done before it is mended").isFalse();
    }

    mend(poisoned);
    for (var letter : letters) {
      var retried = retry(letter);
      assertThat(retried.getBoolean("done")).as("%s", retried).isTrue();
    }

    guarantee
        .tells("parked by %d projections, mended, retried", PROJECTIONS)
        .operations(ledger.entries().size())
        .found(whileParked)
        .found(invariants.hold(recovery));
    assertThat(letters()).isEmpty();
  }

  @Test
  void parksWhateverCannotBeReadAndAppliesItOnceItIsMended() throws Exception {
    var unreadable =
        List.of(
            new Unreadable("OrderTeleported", 1, "{}"),
            new Unreadable("", 1, "{}"),
            new Unreadable("OrderShipped", 99, SHIPMENT.formatted(1, 1, 1)),
            new Unreadable("OrderShipped", 0, SHIPMENT.formatted(1, 1, 1)),
            new Unreadable("OrderShipped", 1, "{}"),
            new Unreadable("OrderShipped", 1, "[]"),
            new Unreadable("OrderShipped", 1, "null"),
            new Unreadable("OrderShipped", 1, "{\"shipment\": \"one\", \"lines\": []}"),
            new Unreadable(
                "OrderShipped", 1, SHIPMENT.replace("[", "").replace("]", "").formatted(1, 1, 1)),
            new Unreadable("OrderCancelled", 1, "{\"reason\": {\"text\": 7}}"));
    try (var load = load()) {
      awaitAccepted(10);
      load.finish();
    }
    Invariants.Parked[] parked;
    try (var connection = stack.database().connect()) {
      connection.setAutoCommit(false);
      var log = new SqlEventWriter(connection, ledger);
      var orders = log.placeLike(anyAccepted(), unreadable.size());
      for (int i = 0; i < orders.size(); i++) {
        var event = unreadable.get(i);
        log.append(orders.get(i), 2, event.type(), event.schemaVersion(), event.payload());
        log.append(orders.get(i), 3, "OrderCancelled", "{\"reason\": \"late\"}");
      }
      connection.commit();
      parked =
          orders.stream()
              .map(order -> new Invariants.Parked(order, 2))
              .toArray(Invariants.Parked[]::new);
    }

    invariants.hold(recovery, parked);

    var letters = letters();
    assertThat(letters).hasSize(PROJECTIONS * unreadable.size());
    assertThat(letters)
        .extracting(letter -> letter.getString("error"))
        .allSatisfy(
            error -> assertThat(error).isNotBlank().doesNotContain("java", "jakarta", "json"));
    for (var letter : letters) {
      mend(UUID.fromString(letter.getString("orderId")));
      assertThat(retry(letter).getBoolean("done")).isTrue();
    }
    invariants.hold(recovery);
  }

  private record Unreadable(String type, int schemaVersion, String payload) {}

  @Test
  void leavesMessagesThatAreNoEventsToTheBrokersDeadLetterAddress() throws Exception {
    guarantee("R6b", "What is no event ends in the broker's dead-letter address");
    var forged = orderOfNobody();
    var rubbish =
        List.<EventTopic.Rubbish>of(
            session -> event(session, forged.toString(), 2),
            session -> event(session, forged.toString(), Integer.MAX_VALUE),
            session -> event(session, forged.toString(), 0),
            session -> event(session, forged.toString(), -1),
            session -> event(session, UUID.randomUUID().toString(), 1),
            session -> event(session, "17", 1),
            session -> event(session, forged.toString(), "two"),
            session -> event(session, forged.toString(), 2.5),
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
              message.setLongProperty("events", 7);
              return message;
            },
            session -> {
              var message = session.createTextMessage("[]");
              message.setStringProperty("events", " ");
              return message;
            });
    try (var topic = new EventTopic(stack.broker());
        var load = load()) {
      int before = topic.deadLetters();
      double rejected = metric("orders_projection_rejected");
      awaitAccepted(100);

      for (var message : rubbish) {
        topic.send(message);
      }

      awaitAccepted(400);
      load.finish();
      guarantee.found(invariants.hold(recovery)).operations(ledger.size());
      guarantee
          .recoveredIn(
              time(
                  "all of it in the dead-letter address",
                  GIVEN_UP,
                  () -> deadLetters(topic) == before + PROJECTIONS * rubbish.size()))
          .tells(
              "%d messages: broken JSON, other types, 5 MB, no text, object, bytes, forged versions",
              rubbish.size());
      assertThat(metric("orders_projection_rejected"))
          .isEqualTo(rejected + PROJECTIONS * rubbish.size());
    }
    try (var connection = stack.database().connect()) {
      new SqlEventWriter(connection, ledger)
          .append(forged, 2, "OrderShipped", SHIPMENT.formatted(1, 1, 1));
    }
    guarantee.found(invariants.hold(recovery));
  }

  /** An order that no client will change. */
  private UUID orderOfNobody() throws SQLException {
    try (var load = load()) {
      awaitAccepted(1);
      load.finish();
    }
    try (var connection = stack.database().connect()) {
      return new SqlEventWriter(connection, ledger).placeLike(anyAccepted(), 1).get(0);
    }
  }

  /** A cancellation as the relay would send it, if the log held it. */
  private static Message event(Session session, String order, Object version) throws JMSException {
    var message =
        session.createTextMessage(
            "{\"type\": \"OrderCancelled\", \"data\": {\"reason\": \"forged\"}}");
    message.setStringProperty("events", order + "/" + version);
    return message;
  }

  /** Makes the second event of an order one that can be read. */
  private void mend(UUID order) {
    sql(
        """
        UPDATE ordering.order_event SET type = 'OrderShipped', schema_version = 1, payload = ?::jsonb
        WHERE order_id = ? AND version = 2
        """,
        SHIPMENT.formatted(1, 1, 1),
        order);
  }

  private UUID anyAccepted() {
    return ledger.answers().values().iterator().next().order();
  }

  /** How far views of other orders were behind, without and with the poisoned one among them. */
  private void tellLags(Set<String> without, Set<String> with) throws SQLException {
    try (var connection = stack.database().connect()) {
      var normal = ViewLag.of(connection, without);
      var disturbed = ViewLag.of(connection, with);
      guarantee
          .tells("one poisoned event among %d", with.size())
          .tells(
              "lag of other views p99 %.0f ms before, %.0f ms with it",
              normal.p99(), disturbed.p99())
          .tells("at most %.0f ms before, %.0f ms with it", normal.largest(), disturbed.largest());
    }
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    var rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  /** An unreadable second event, and a readable third one behind it. */
  private UUID poison() throws Exception {
    try (var connection = stack.database().connect()) {
      connection.setAutoCommit(false);
      var log = new SqlEventWriter(connection, ledger);
      var order = log.placeLike(anyAccepted(), 1).get(0);
      log.append(order, 2, "OrderTeleported", "{\"to\": \"nowhere\"}");
      log.append(order, 3, "OrderShipped", SHIPMENT.formatted(2, 2, 2));
      connection.commit();
      return order;
    }
  }

  private List<JsonObject> letters() {
    return new GraphqlClient(graphql())
            .execute(
                "{ deadLetters(first: 100) { totalCount"
                    + " edges { node { id orderId version eventType error attempts heldBack } } } }")
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
        .execute(
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
