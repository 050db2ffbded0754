package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import io.github.ordermill.client.GraphqlClient;
import io.github.ordermill.launcher.RunningStack;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Base class of end-to-end tests: shared stack, GraphQL client and common steps. */
abstract class EndToEndTest {

  private static final AtomicInteger CUSTOMERS = new AtomicInteger();

  final RunningStack stack = RunningStack.shared();
  final GraphqlClient client = new GraphqlClient(stack.application().uri("/graphql"));

  /** Id of a customer without orders. */
  static String newCustomer() {
    return "customer-" + ProcessHandle.current().pid() + "-" + CUSTOMERS.incrementAndGet();
  }

  /** Waits at most 20 s: the time limit for every asynchronous effect. */
  static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
  }

  /**
   * Places an order.
   *
   * @return its id
   */
  String place(String customer) {
    var answer = client.send("placeOrder", CommandInputs.anyOrder(customer));
    return acceptedId(answer);
  }

  /**
   * Places and confirms an order.
   *
   * @return its id
   */
  String placeAndConfirm(String customer) {
    var id = place(customer);
    acceptedId(client.send("confirmOrder", CommandInputs.confirmation(id)));
    return id;
  }

  /** Asserts that a command was accepted and returns the order id. */
  static String acceptedId(JsonObject answer) {
    assertThat(answer.getString("__typename")).as("%s", answer).isEqualTo("CommandAccepted");
    return answer.getString("orderId");
  }

  /** Waits until the view shows the order at exactly this version. */
  void awaitViewVersion(String order, int version) {
    eventually()
        .until(
            () -> client.order(order, "version"),
            view -> view != null && view.getInt("version") == version);
  }
}
