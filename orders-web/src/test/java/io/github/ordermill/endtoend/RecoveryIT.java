package io.github.ordermill.endtoend;

import static io.github.ordermill.client.GraphqlClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import io.github.ordermill.shared.infrastructure.relay.Relay;
import jakarta.jms.JMSException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.junit.jupiter.api.Test;

/** What was accepted stays, whoever dies; one kill of each process. */
class RecoveryIT extends EndToEndTest {

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
    client.send("shipOrder", CommandInputs.shipment(id));
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
  void letsTheBrokerKeepNothingForAProjectionThatIsNoMore() {
    atTheBroker(
        session -> {
          session.createQueue(
              QueueConfiguration.of("ordermill.sales")
                  .setAddress(Relay.TOPIC)
                  .setRoutingType(RoutingType.MULTICAST));
          return null;
        });

    stack.broker().kill();
    stack.broker().start();
    awaitVersion(place(newCustomer()), 1);

    soon().until(() -> !subscriptionIsThere("sales"));
    assertThat(subscriptionIsThere("figures")).isTrue();
  }

  @Test
  void goesOnByItselfWhenTheDatabaseIsBack() {
    var before = place(newCustomer());
    awaitVersion(before, 1);
    stack.database().kill();

    var away = client.execute("{ order(id: \"" + before + "\") { id } }");
    stack.database().start();

    assertThat(
            away.getJsonArray("errors")
                .getJsonObject(0)
                .getJsonObject("extensions")
                .getString("code"))
        .isEqualTo("UNAVAILABLE");
    soon()
        .until(
            () -> client.execute("{ __typename order(id: \"" + before + "\") { id } }"),
            a -> !a.containsKey("errors"));
    var after = place(newCustomer());
    awaitVersion(after, 1);
  }

  private interface AtTheBroker<T> {
    T with(ClientSession session) throws ActiveMQException;
  }

  private boolean subscriptionIsThere(String name) {
    return atTheBroker(
        session -> session.queueQuery(SimpleString.of("ordermill." + name)).isExists());
  }

  private <T> T atTheBroker(AtTheBroker<T> work) {
    try (var factory = new ActiveMQConnectionFactory(stack.broker().url());
        var connection =
            factory.createConnection(stack.broker().user(), stack.broker().password())) {
      return work.with(((ActiveMQSession) connection.createSession()).getCoreSession());
    } catch (JMSException | ActiveMQException e) {
      throw new IllegalStateException(e);
    }
  }
}
