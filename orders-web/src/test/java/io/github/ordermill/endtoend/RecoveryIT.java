package io.github.ordermill.endtoend;

import static io.github.ordermill.client.GraphqlClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import org.junit.jupiter.api.Test;

/** Recovery after one stop or kill of each process: accepted commands are kept. */
class RecoveryIT extends EndToEndTest {

  @Test
  void showsAnOrderAcceptedRightBeforeTheApplicationWasKilled() {
    var id = place(newCustomer());
    stack.application().kill();

    stack.application().start();

    awaitViewVersion(id, 1);
  }

  @Test
  void keepsOrdersAcrossAGracefulRestart() {
    var id = placeAndConfirm(newCustomer());
    client.send("shipOrder", CommandInputs.shipment(id));
    awaitViewVersion(id, 3);

    stack.stop();
    stack.start();

    var order = client.order(id, "status history { type }");
    assertThat(order.getString("status")).isEqualTo("SHIPPED");
    assertThat(texts(order, "history", "type"))
        .containsExactly("OrderPlaced", "OrderConfirmed", "OrderShipped");
  }

  @Test
  void acceptsCommandsWithoutTheBrokerAndShowsThemAfterItsReturn() {
    stack.broker().kill();

    var id = place(newCustomer());
    stack.broker().start();

    awaitViewVersion(id, 1);
  }

  @Test
  void recoversByItselfWhenTheDatabaseReturns() {
    var before = place(newCustomer());
    awaitViewVersion(before, 1);
    stack.database().kill();

    var duringOutage = client.execute("{ order(id: \"" + before + "\") { id } }");
    stack.database().start();

    assertThat(
            duringOutage
                .getJsonArray("errors")
                .getJsonObject(0)
                .getJsonObject("extensions")
                .getString("code"))
        .isEqualTo("UNAVAILABLE");
    eventually()
        .until(
            () -> client.execute("{ __typename order(id: \"" + before + "\") { id } }"),
            a -> !a.containsKey("errors"));
    var after = place(newCustomer());
    awaitViewVersion(after, 1);
  }
}
