package io.github.ordermill.ordering.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.changing.ConfirmOrder;
import io.github.ordermill.shared.application.Deadline;
import io.github.ordermill.shared.application.Unavailable;
import io.github.ordermill.shared.web.graphql.EngineRequests;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A mutation that fails takes no result of the mutations beside it along. */
class MutationFaultsTest {

  private static final String ID = FakeBuses.ORDER.toString();

  private static final String THREE_COMMANDS =
      """
      mutation {
        first: cancelOrder(input: {orderId: "%1$s", reason: "r"}) { ...R }
        second: confirmOrder(input: {orderId: "%1$s"}) { ...R }
        third: addNote(input: {orderId: "%1$s", text: "n"}) { ...R }
      }
      fragment R on CommandResult {
        __typename ... on CommandAccepted { orderId version } ... on Refusal { code message } }
      """
          .formatted(ID);

  private final FakeBuses buses = new FakeBuses();
  private final EngineRequests requests =
      EngineRequests.inDevelopment(
          new OrderMutations(EngineRequests.sender(buses.commands()), EngineRequests.tokens()));

  @Test
  void answersTheOtherMutationsDuringADatabaseOutage() {
    failOnConfirmation(new Unavailable(new IllegalStateException("jdbc:postgresql:secret")));

    var response = requests.execute(THREE_COMMANDS);

    var accepted = Map.of("__typename", "CommandAccepted", "orderId", ID, "version", 1);
    assertThat(response.get("data"))
        .isEqualTo(
            Map.of(
                "first",
                accepted,
                "second",
                Map.of(
                    "__typename",
                    "CommandFailed",
                    "code",
                    "UNAVAILABLE",
                    "message",
                    "This is not available at the moment, please try again"),
                "third",
                accepted));
    assertThat(onlyError(response))
        .containsEntry("path", List.of("second"))
        .containsEntry("extensions", Map.of("code", "UNAVAILABLE"));
  }

  @Test
  void answersTheOtherMutationsWhenOneHasAnInternalError() {
    failOnConfirmation(new IllegalStateException("SELECT secret"));

    var response = requests.execute(THREE_COMMANDS);

    assertThat((Map<?, ?>) response.get("data"))
        .hasSize(3)
        .allSatisfy((name, result) -> assertThat(result).isNotNull());
    assertThat(response.toString()).doesNotContain("secret", "SELECT");
    var reference = ((Map<?, ?>) onlyError(response).get("extensions")).get("reference");
    assertThat(((Map<?, ?>) response.get("data")).get("second").toString())
        .contains("CommandFailed", "INTERNAL", "in the log under " + reference);
  }

  @Test
  void carriesOutNoCommandAfterTheTimeLimit() {
    buses.whenSent =
        command -> {
          if (command instanceof ConfirmOrder) {
            var deadline = Deadline.current().orElseThrow();
            Awaitility.await().until(() -> deadline.left().isZero());
          }
        };
    var hasty =
        EngineRequests.inDevelopment(
            new OrderMutations(
                EngineRequests.sender(
                    buses.commands(), Map.of("ORDERS_LIMIT_EXECUTION_SECONDS", "1")),
                EngineRequests.tokens()));

    var response = hasty.execute(THREE_COMMANDS);

    var data = (Map<?, ?>) response.get("data");
    assertThat(data.get("first").toString()).contains("CommandAccepted");
    assertThat(data.get("second").toString()).contains("CommandAccepted");
    assertThat(data.get("third").toString()).contains("CommandFailed", "LIMIT_EXCEEDED");
    assertThat(onlyError(response)).containsEntry("path", List.of("third"));
    assertThat(buses.sent).hasSize(2);
  }

  private void failOnConfirmation(RuntimeException fault) {
    buses.whenSent =
        command -> {
          if (command instanceof ConfirmOrder) {
            throw fault;
          }
        };
  }

  @SuppressWarnings("unchecked") // keys of JSON objects are strings
  private static Map<String, Object> onlyError(Map<String, Object> response) {
    assertThat((List<?>) response.get("errors")).hasSize(1);
    return (Map<String, Object>) ((List<?>) response.get("errors")).get(0);
  }
}
