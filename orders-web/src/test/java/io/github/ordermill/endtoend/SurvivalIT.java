package io.github.ordermill.endtoend;

import static io.github.ordermill.endtoend.GraphqlClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What was accepted stays, whoever dies; one kill of each process. */
class SurvivalIT extends EndToEnd {

  @Test
  void showsWhatWasAcceptedRightBeforeTheApplicationWasKilled() {
    var id = place(newCustomer());
    stack.application().kill();

    stack.application().start();

    awaitVersion(id, 1);
  }

  @Test
  void keepsEverythingOverAnOrderlyStop() {
    var id = placeConfirmed(newCustomer());
    client.send("shipOrder", OrderLifeIT.shipping(id));
    awaitVersion(id, 3);

    stack.stop();
    stack.start();

    var order = client.order(id, "status history { type }");
    assertThat(order.getString("status")).isEqualTo("SHIPPED");
    assertThat(texts(order, "history", "type"))
        .containsExactly("OrderPlaced", "OrderConfirmed", "OrderShipped");
  }

  @Test
  void acceptsCommandsWhileTheBrokerIsAwayAndShowsThemWhenItIsBack() {
    stack.broker().kill();

    var id = place(newCustomer());
    stack.broker().start();

    awaitVersion(id, 1);
  }

  @Test
  void goesOnByItselfWhenTheDatabaseIsBack() {
    var before = place(newCustomer());
    awaitVersion(before, 1);
    stack.database().kill();

    var away = client.ask("{ order(id: \"" + before + "\") { id } }");
    stack.database().start();

    assertThat(
            away.getJsonArray("errors")
                .getJsonObject(0)
                .getJsonObject("extensions")
                .getString("code"))
        .isEqualTo("UNAVAILABLE");
    soon()
        .until(
            () -> client.ask("{ __typename order(id: \"" + before + "\") { id } }"),
            a -> !a.containsKey("errors"));
    var after = place(newCustomer());
    awaitVersion(after, 1);
  }
}
