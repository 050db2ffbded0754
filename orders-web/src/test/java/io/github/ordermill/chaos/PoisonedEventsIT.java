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

/** Events that cannot be applied, and messages that are not events. */
class PoisonedEventsIT extends ChaosTest {

  private static final int PROJECTIONS = Invariants.PROJECTIONS.size();
  private static final int COMMANDS_BEFORE = 500;
  private static final int COMMANDS_BETWEEN = 1_000;
  private static final int LARGE_MESSAGE_BYTES = 5 * 1024 * 1024;
  private static final Duration REJECTION_TIMEOUT = Duration.ofSeconds(90);

  private static final String SHIPMENT =
      """
      {"shipment": %d, "carrier": "DHL", "trackingNumber": "JD%d",
       "lines": [{"line": %d, "quantity": 1}], "status": "SHIPPED"}
      """;

  @Test
  void parksAPoisonedEventWithoutBlockingOtherOrders() throws Exception {
    guarantee("R6", "An event that cannot be applied blocks only its own order");
    ChaosFindings whileParked;
    UUID poisoned;
    double parked = metric("orders_projection_parked_total");
    try (var load = startLoad()) {
      awaitAccepted(COMMANDS_BEFORE);
      var early = expected.acceptedByKey().keySet();
      awaitAccepted(COMMANDS_BEFORE + COMMANDS_BETWEEN);
      var before = expected.acceptedByKey().keySet();

      poisoned = appendPoisonedEvent();

      awaitAccepted(COMMANDS_BEFORE + 2 * COMMANDS_BETWEEN);
      load.finish();
      whileParked = invariants.assertHold(recoveryTimeout, new Invariants.Parked(poisoned, 2));
      addLagDetails(
          difference(before, early), difference(expected.acceptedByKey().keySet(), before));
    }
    assertThat(metric("orders_projection_parked_total")).isEqualTo(parked + PROJECTIONS);
    assertThat(stack.application().log())
        .content()
        .contains("parked version 2 of Order " + poisoned);
    var deadLetters = deadLetters();
    assertThat(deadLetters).hasSize(PROJECTIONS);
    for (var deadLetter : deadLetters) {
      assertThat(deadLetter.getString("orderId")).isEqualTo(poisoned.toString());
      assertThat(deadLetter.getInt("version")).isEqualTo(2);
      assertThat(deadLetter.getInt("attempts")).isEqualTo(5);
      assertThat(deadLetter.getInt("heldBack")).isEqualTo(1);
      assertThat(retry(deadLetter).getBoolean("done")).as("done before the repair").isFalse();
    }

    repair(poisoned);
    for (var deadLetter : deadLetters) {
      var retried = retry(deadLetter);
      assertThat(retried.getBoolean("done")).as("%s", retried).isTrue();
    }

    guarantee
        .detail("parked by %d projections, repaired, retried", PROJECTIONS)
        .operations(expected.events().size())
        .findings(whileParked)
        .findings(invariants.assertHold(recoveryTimeout));
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void parksUnreadableEventsAndAppliesThemAfterRepairAndRetry() throws Exception {
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
    try (var load = startLoad()) {
      awaitAccepted(10);
      load.finish();
    }
    Invariants.Parked[] parked;
    try (var connection = stack.database().connect()) {
      connection.setAutoCommit(false);
      var log = new SqlEventWriter(connection, expected);
      var orders = log.copyPlacedOrder(anyAcceptedOrder(), unreadable.size());
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

    invariants.assertHold(recoveryTimeout, parked);

    var deadLetters = deadLetters();
    assertThat(deadLetters).hasSize(PROJECTIONS * unreadable.size());
    assertThat(deadLetters)
        .extracting(deadLetter -> deadLetter.getString("error"))
        .allSatisfy(
            error -> assertThat(error).isNotBlank().doesNotContain("java", "jakarta", "json"));
    for (var deadLetter : deadLetters) {
      repair(UUID.fromString(deadLetter.getString("orderId")));
      assertThat(retry(deadLetter).getBoolean("done")).isTrue();
    }
    invariants.assertHold(recoveryTimeout);
  }

  private record Unreadable(String type, int schemaVersion, String payload) {}

  @Test
  void rejectsMessagesThatAreNotEventsToTheDeadLetterAddress() throws Exception {
    guarantee(
        "R6b", "A message that is not an event ends in the dead-letter address of the broker");
    var forged = orderWithoutLoad();
    var messages =
        List.<EventTopic.MessageFactory>of(
            session -> eventMessage(session, forged.toString(), 2),
            session -> eventMessage(session, forged.toString(), Integer.MAX_VALUE),
            session -> eventMessage(session, forged.toString(), 0),
            session -> eventMessage(session, forged.toString(), -1),
            session -> eventMessage(session, UUID.randomUUID().toString(), 1),
            session -> eventMessage(session, "17", 1),
            session -> eventMessage(session, forged.toString(), "two"),
            session -> eventMessage(session, forged.toString(), 2.5),
            session -> session.createTextMessage("{\"broken"),
            session -> session.createTextMessage("[1, 2, 3]"),
            session -> session.createTextMessage("{\"position\": \"one\", \"eventId\": 7}"),
            session -> session.createTextMessage("x".repeat(LARGE_MESSAGE_BYTES)),
            session -> session.createTextMessage(null),
            session -> session.createObjectMessage("an object"),
            session -> {
              var message = session.createBytesMessage();
              message.writeBytes(new byte[] {0, 1, 2});
              return message;
            },
            session -> {
              var message =
                  session.createTextMessage("not an event, and a property of another type");
              message.setLongProperty("events", 7);
              return message;
            },
            session -> {
              var message = session.createTextMessage("[]");
              message.setStringProperty("events", " ");
              return message;
            });
    try (var topic = new EventTopic(stack.broker());
        var load = startLoad()) {
      int before = topic.deadLetters();
      double rejected = metric("orders_projection_rejected_total");
      awaitAccepted(100);

      for (var message : messages) {
        topic.send(message);
      }

      awaitAccepted(400);
      load.finish();
      guarantee
          .findings(invariants.assertHold(recoveryTimeout))
          .operations(expected.acceptedCommands());
      guarantee
          .recoveryTime(
              timeUntil(
                  "all messages in the dead-letter address",
                  REJECTION_TIMEOUT,
                  () -> brokerDeadLetters(topic) == before + PROJECTIONS * messages.size()))
          .detail(
              "%d messages: broken JSON, other types, 5 MB, no text, object, bytes, forged versions",
              messages.size());
      assertThat(metric("orders_projection_rejected_total"))
          .isEqualTo(rejected + PROJECTIONS * messages.size());
    }
    try (var connection = stack.database().connect()) {
      new SqlEventWriter(connection, expected)
          .append(forged, 2, "OrderShipped", SHIPMENT.formatted(1, 1, 1));
    }
    guarantee.findings(invariants.assertHold(recoveryTimeout));
  }

  /** Order that no client of the load changes. */
  private UUID orderWithoutLoad() throws SQLException {
    try (var load = startLoad()) {
      awaitAccepted(1);
      load.finish();
    }
    try (var connection = stack.database().connect()) {
      return new SqlEventWriter(connection, expected).copyPlacedOrder(anyAcceptedOrder(), 1).get(0);
    }
  }

  /** Message of a cancellation that is not in the log. */
  private static Message eventMessage(Session session, String order, Object version)
      throws JMSException {
    var message =
        session.createTextMessage(
            "{\"type\": \"OrderCancelled\", \"data\": {\"reason\": \"forged\"}}");
    message.setStringProperty("aggregateType", "Order");
    message.setStringProperty("events", order + "/" + version);
    return message;
  }

  /** Replaces the second event of an order by a valid one. */
  private void repair(UUID order) {
    executeSql(
        """
        UPDATE messaging.event_log SET type = 'OrderShipped', schema_version = 1, payload = ?::jsonb
        WHERE aggregate_id = ? AND version = 2
        """,
        SHIPMENT.formatted(1, 1, 1),
        order);
  }

  /** Adds the lag of other orders, before and during the poisoned event. */
  private void addLagDetails(Set<String> before, Set<String> during) throws SQLException {
    try (var connection = stack.database().connect()) {
      var normal = ViewLag.of(connection, before);
      var disturbed = ViewLag.of(connection, during);
      guarantee
          .detail("one poisoned event among %d", during.size())
          .detail(
              "lag of other orders p99 %.0f ms before, %.0f ms during",
              normal.p99(), disturbed.p99())
          .detail("maximum %.0f ms before, %.0f ms during", normal.max(), disturbed.max());
    }
  }

  private static Set<String> difference(Set<String> all, Set<String> excluded) {
    var difference = new HashSet<>(all);
    difference.removeAll(excluded);
    return difference;
  }

  /** Appends an unreadable second event and a readable third one. */
  private UUID appendPoisonedEvent() throws Exception {
    try (var connection = stack.database().connect()) {
      connection.setAutoCommit(false);
      var log = new SqlEventWriter(connection, expected);
      var order = log.copyPlacedOrder(anyAcceptedOrder(), 1).get(0);
      log.append(order, 2, "OrderTeleported", "{\"to\": \"nowhere\"}");
      log.append(order, 3, "OrderShipped", SHIPMENT.formatted(2, 2, 2));
      connection.commit();
      return order;
    }
  }

  private List<JsonObject> deadLetters() {
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

  private JsonObject retry(JsonObject deadLetter) {
    return new GraphqlClient(graphql())
        .execute(
            "mutation { retryDeadLetter(id: \""
                + deadLetter.getString("id")
                + "\") { done message } }")
        .getJsonObject("data")
        .getJsonObject("retryDeadLetter");
  }

  private static int brokerDeadLetters(EventTopic topic) {
    try {
      return topic.deadLetters();
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }
}
