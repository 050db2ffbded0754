package io.github.ordermill.endtoend;

import static io.github.ordermill.client.CommandInputs.anyOrder;
import static io.github.ordermill.client.GraphqlClient.json;
import static io.github.ordermill.client.GraphqlClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderLifecycleIT extends EndToEndTest {

  @Test
  void showsAPlacedOrderInItsView() {
    var customer = newCustomer();

    var id = place(customer);

    awaitVersion(id, 1);
    var order =
        client.order(
            id,
            "number customerId reference status version total { amount currency }"
                + " lines { number productId name quantity shippedQuantity cancelledQuantity"
                + "   price { amount currency } total { amount } }"
                + " shippingAddress { name street city region postalCode country }"
                + " shipments { number } notes { text } placedAt shippedAt allowedActions");
    assertThat(order.getString("customerId")).isEqualTo(customer);
    assertThat(order.getString("status")).isEqualTo("PLACED");
    assertThat(order.getJsonObject("total")).isEqualTo(json("{'amount':'44.80','currency':'EUR'}"));
    assertThat(order.getJsonArray("lines").get(1))
        .isEqualTo(
            json(
                "{'number':2,'productId':'sku-2','name':null,'quantity':1,'shippedQuantity':0,"
                    + "'cancelledQuantity':0,'price':{'amount':'5.00','currency':'EUR'},"
                    + "'total':{'amount':'5.00'}}"));
    assertThat(order.getJsonObject("shippingAddress").getString("country")).isEqualTo("DE");
    assertThat(order.getString("placedAt"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(order.isNull("shippedAt")).isTrue();
    assertThat(order.getJsonArray("allowedActions"))
        .hasToString(
            "[\"CONFIRM\",\"CANCEL\",\"CANCEL_LINES\",\"CHANGE_QUANTITY\","
                + "\"CHANGE_SHIPPING_ADDRESS\",\"ADD_NOTE\"]");
  }

  @Test
  void findsAnOrderByItsNumber() {
    var id = place(newCustomer());
    awaitVersion(id, 1);
    var number = client.order(id, "number").getString("number");

    var found = client.execute("{ orderByNumber(number: \"" + number + "\") { id } }");

    assertThat(found).isEqualTo(json("{'data':{'orderByNumber':{'id':'" + id + "'}}}"));
  }

  @Test
  void shipsAnOrderAndRefusesToCancelItAfterwards() {
    var id = placeConfirmed(newCustomer());

    var shipped = client.send("shipOrder", CommandInputs.shipment(id));
    var cancelled = client.send("cancelOrder", CommandInputs.cancellation(id));

    assertThat(shipped.getInt("version")).isEqualTo(3);
    assertThat(cancelled.getString("__typename")).isEqualTo("RuleBroken");
    assertThat(cancelled.getString("rule")).isEqualTo("SHIPPED_ORDERS_ARE_NOT_CANCELLED");
    awaitVersion(id, 3);
    var order = client.order(id, "status shippedAt lines { shippedQuantity } allowedActions");
    assertThat(order.getString("status")).isEqualTo("SHIPPED");
    assertThat(texts(order, "lines", "shippedQuantity")).containsExactly("2", "1");
    assertThat(order.getJsonArray("allowedActions")).hasToString("[\"DELIVER\",\"ADD_NOTE\"]");
  }

  @Test
  void tellsTheWholeStoryInTheHistory() {
    var id = place(newCustomer());
    client.send("cancelOrder", CommandInputs.cancellation(id));
    awaitVersion(id, 2);

    var order =
        client.order(
            id,
            "status cancellationReason total { amount }"
                + " history { version type actor correlationId data order { id } }");

    assertThat(texts(order, "history", "type")).containsExactly("OrderPlaced", "OrderCancelled");
    assertThat(texts(order, "history", "version")).containsExactly("1", "2");
    assertThat(texts(order, "history", "actor")).containsOnly("anonymous");
    assertThat(order.getJsonArray("history").getJsonObject(1).getJsonObject("data"))
        .isEqualTo(json("{'reason':'changed my mind'}"));
    assertThat(order.getString("status")).isEqualTo("CANCELLED");
    assertThat(order.getJsonObject("total").getString("amount")).isEqualTo("0.00");
  }

  @Test
  void placesAnOrderUnderTheClientsIdentityOnce() {
    var id = UUID.randomUUID().toString();
    var input = Json.createObjectBuilder(anyOrder(newCustomer())).add("orderId", id).build();

    var first = client.send("placeOrder", input);
    var second = client.send("placeOrder", input);

    assertThat(acceptedId(first)).isEqualTo(id);
    assertThat(second.getString("rule")).isEqualTo("AN_ORDER_IS_PLACED_ONCE");
  }

  @Test
  void refusesAnotherVersionThanTheOneExpected() {
    var id = place(newCustomer());

    var refused =
        client.send(
            "cancelOrder",
            Json.createObjectBuilder(CommandInputs.cancellation(id))
                .add("expectedVersion", 7)
                .build());
    var accepted =
        client.send(
            "cancelOrder",
            Json.createObjectBuilder(CommandInputs.cancellation(id))
                .add("expectedVersion", 1)
                .build());

    assertThat(refused.getString("__typename")).isEqualTo("VersionConflict");
    assertThat(refused.getInt("expectedVersion")).isEqualTo(7);
    assertThat(refused.getInt("actualVersion")).isEqualTo(1);
    assertThat(accepted.getInt("version")).isEqualTo(2);
  }

  @Test
  void letsExactlyOneOfManyConcurrentWritersWin() throws Exception {
    var id = place(newCustomer());
    var writers = Executors.newFixedThreadPool(16);
    try {
      var answers =
          writers
              .invokeAll(
                  Stream.generate(
                          () ->
                              (Callable<JsonObject>)
                                  () -> client.send("cancelOrder", CommandInputs.cancellation(id)))
                      .limit(16)
                      .toList())
              .stream()
              .map(
                  answer -> {
                    try {
                      return answer.get();
                    } catch (Exception e) {
                      throw new AssertionError(e);
                    }
                  })
              .toList();

      assertThat(answers).filteredOn(a -> a.containsKey("version")).hasSize(1);
      assertThat(answers)
          .filteredOn(a -> !a.containsKey("version"))
          .allSatisfy(
              a -> assertThat(a.getString("__typename")).isIn("RuleBroken", "VersionConflict"));
    } finally {
      writers.shutdown();
    }
  }

  @Test
  void givesTheFirstAnswerAgainUnderTheSameIdempotencyKey() {
    var customer = newCustomer();
    var key = UUID.randomUUID().toString();

    var first = client.send("placeOrder", anyOrder(customer), key);
    var again = client.send("placeOrder", anyOrder(customer), key);
    var other = client.send("placeOrder", anyOrder(newCustomer()), key);

    assertThat(again).isEqualTo(first);
    assertThat(other.getString("__typename")).isEqualTo("IdempotencyConflict");
    awaitVersion(acceptedId(first), 1);
    var page = client.execute("{ customerOrders(customerId: \"" + customer + "\") { total } }");
    assertThat(page).isEqualTo(json("{'data':{'customerOrders':{'total':1}}}"));
  }

  @Test
  void givesTheSameRefusalAgainThoughTheOrderHasMovedOn() {
    var id = place(newCustomer());
    var key = UUID.randomUUID().toString();
    var early =
        Json.createObjectBuilder(CommandInputs.cancellation(id)).add("expectedVersion", 2).build();

    var refused = client.send("cancelOrder", early, key);
    client.send("confirmOrder", CommandInputs.confirmation(id));
    var again = client.send("cancelOrder", early, key);

    assertThat(refused.getString("__typename")).isEqualTo("VersionConflict");
    assertThat(again).isEqualTo(refused);
  }
}
