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

/** What every end-to-end test begins with. */
abstract class EndToEndTest {

  private static final AtomicInteger CUSTOMERS = new AtomicInteger();

  final RunningStack stack = RunningStack.shared();
  final GraphqlClient client = new GraphqlClient(stack.application().uri("/graphql"));

  /** Somebody who has not ordered yet. */
  static String newCustomer() {
    return "customer-" + ProcessHandle.current().pid() + "-" + CUSTOMERS.incrementAndGet();
  }

  /** Views follow within this time, or something is broken. */
  static ConditionFactory soon() {
    return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
  }

  /** Places any order of that customer; gives back its identity. */
  String place(String customer) {
    var answer = client.send("placeOrder", CommandInputs.anyOrder(customer));
    return acceptedId(answer);
  }

  /** Places any order of that customer and confirms it; gives back its identity. */
  String placeConfirmed(String customer) {
    var id = place(customer);
    acceptedId(client.send("confirmOrder", CommandInputs.confirmation(id)));
    return id;
  }

  static String acceptedId(JsonObject answer) {
    assertThat(answer.getString("__typename")).as("%s", answer).isEqualTo("CommandAccepted");
    return answer.getString("orderId");
  }

  /** Waits until the order's view has come to that version. */
  void awaitVersion(String order, int version) {
    soon()
        .until(
            () -> client.order(order, "version"),
            view -> view != null && view.getInt("version") == version);
  }
}
