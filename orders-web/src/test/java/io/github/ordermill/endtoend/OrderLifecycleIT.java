package io.github.ordermill.endtoend;

import static io.github.ordermill.client.CommandInputs.anyOrder;
import static io.github.ordermill.client.GraphqlClient.json;
import static io.github.ordermill.client.GraphqlClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The lifecycle of orders as clients see it: views, history, past versions, concurrent commands.
 */
class OrderLifecycleIT extends EndToEndTest {

  @Test
  void showsAPlacedOrderInItsView() {
    var customer = newCustomer();

    var id = place(customer);

    awaitViewVersion(id, 1);
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
    awaitViewVersion(id, 1);
    var number = client.order(id, "number").getString("number");

    var found = client.execute("{ orderByNumber(number: \"" + number + "\") { id } }");

    assertThat(found).isEqualTo(json("{'data':{'orderByNumber':{'id':'" + id + "'}}}"));
  }

  @Test
  void refusesToCancelAShippedOrder() {
    var id = placeAndConfirm(newCustomer());

    var shipped = client.send("shipOrder", CommandInputs.shipment(id));
    var cancelled = client.send("cancelOrder", CommandInputs.cancellation(id));

    assertThat(shipped.getInt("version")).isEqualTo(3);
    assertThat(cancelled.getString("__typename")).isEqualTo("RuleBroken");
    assertThat(cancelled.getString("rule")).isEqualTo("SHIPPED_ORDERS_ARE_NOT_CANCELLED");
    awaitViewVersion(id, 3);
    var order = client.order(id, "status shippedAt lines { shippedQuantity } allowedActions");
    assertThat(order.getString("status")).isEqualTo("SHIPPED");
    assertThat(texts(order, "lines", "shippedQuantity")).containsExactly("2", "1");
    assertThat(order.getJsonArray("allowedActions")).hasToString("[\"DELIVER\",\"ADD_NOTE\"]");
  }

  @Test
  void showsEveryEventInTheHistory() {
    var id = place(newCustomer());
    client.send("cancelOrder", CommandInputs.cancellation(id));
    awaitViewVersion(id, 2);

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
  void placesAnOrderWithAClientSuppliedIdOnce() {
    var id = UUID.randomUUID().toString();
    var input = Json.createObjectBuilder(anyOrder(newCustomer())).add("orderId", id).build();

    var first = client.send("placeOrder", input);
    var second = client.send("placeOrder", input);

    assertThat(acceptedId(first)).isEqualTo(id);
    assertThat(second.getString("rule")).isEqualTo("AN_ORDER_IS_PLACED_ONCE");
  }

  @Test
  void rejectsAnUnexpectedVersion() {
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
  void acceptsExactlyOneOfManyConcurrentCancellations() throws Exception {
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
  void repeatsTheAnswerForARepeatedIdempotencyKey() {
    var customer = newCustomer();
    var key = UUID.randomUUID().toString();

    var first = client.send("placeOrder", anyOrder(customer), key);
    var again = client.send("placeOrder", anyOrder(customer), key);
    var other = client.send("placeOrder", anyOrder(newCustomer()), key);

    assertThat(again).isEqualTo(first);
    assertThat(other.getString("__typename")).isEqualTo("IdempotencyConflict");
    awaitViewVersion(acceptedId(first), 1);
    var page = client.execute("{ customerOrders(customerId: \"" + customer + "\") { total } }");
    assertThat(page).isEqualTo(json("{'data':{'customerOrders':{'total':1}}}"));
  }

  @Test
  void takesTheSameInputInAnotherNotationForARepetition() {
    var key = UUID.randomUUID().toString();
    var id = UUID.randomUUID().toString();
    var input =
        Json.createObjectBuilder(anyOrder(newCustomer()))
            .add("orderId", id)
            .add("reference", JsonValue.NULL)
            .build();
    var other =
        json(
            input
                .toString()
                .replace("19.90", "19.9")
                .replace("\"5\"", "\"5.00\"")
                .replace("\"reference\":null,", "")
                .replace(id, id.toUpperCase(Locale.ROOT)));

    var first = client.send("placeOrder", input, key);

    acceptedId(first);
    assertThat(client.send("placeOrder", other, key)).isEqualTo(first);
  }

  @Test
  void takesNoOrderNumberForInvalidInputAndRepetitions() {
    var key = UUID.randomUUID().toString();
    var input = anyOrder(newCustomer());
    var first = acceptedId(client.send("placeOrder", input, key));

    client.send("placeOrder", input, key);
    client.send("placeOrder", anyOrder(" "));
    client.send("placeOrder", anyOrder(newCustomer()), key);
    var next = place(newCustomer());

    awaitViewVersion(first, 1);
    awaitViewVersion(next, 1);
    assertThat(serialOf(next)).isEqualTo(serialOf(first) + 1);
  }

  private long serialOf(String order) {
    return Long.parseLong(client.order(order, "number").getString("number").replace("O-", ""));
  }

  @Test
  void doesNotRecordInvalidInput() {
    var id = place(newCustomer());
    var key = UUID.randomUUID().toString();

    for (var invalid : List.of("{'line':0,'quantity':1}", "{'line':9,'quantity':1}")) {
      assertThat(client.send("cancelOrderLines", cancelledLine(id, invalid), key))
          .containsEntry("__typename", Json.createValue("InvalidInput"));
    }
    acceptedId(client.send("cancelOrderLines", cancelledLine(id, "{'line':1,'quantity':1}"), key));
  }

  private static JsonObject cancelledLine(String order, String line) {
    return json("{'orderId':'" + order + "','reason':'r','lines':[" + line + "]}");
  }

  @Test
  void repeatsARecordedRefusalAfterTheOrderHasChanged() {
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

  @Test
  void showsTheWholeLifecycleAndEveryPastVersion() {
    var id = place(newCustomer());
    send("changeQuantity", id, ",'line':1,'quantity':4");
    send(
        "changeShippingAddress",
        id,
        ",'shippingAddress':{'name':'Alan','street':'Elm Road 2','city':'Wilmslow','country':'GB'}");
    send("addNote", id, ",'text':'Rings twice'");
    send("confirmOrder", id, "");
    send(
        "shipOrder",
        id,
        ",'carrier':'DHL','trackingNumber':'JD0001','lines':[{'line':1,'quantity':1}]");
    send("cancelOrderLines", id, ",'lines':[{'line':1,'quantity':1}],'reason':'broken'");
    send("recordDelivery", id, ",'shipment':1");
    send("shipOrder", id, ",'carrier':'UPS','trackingNumber':'1Z'");
    send("recordDelivery", id, "");
    awaitViewVersion(id, 10);

    var order =
        client.order(
            id,
            "status total { amount } lines { quantity shippedQuantity cancelledQuantity"
                + " total { amount } } shippingAddress { city } notes { text author }"
                + " shipments { number carrier lines { line quantity } deliveredAt }"
                + " confirmedAt shippedAt deliveredAt allowedActions history { type }");
    assertThat(order.getString("status")).isEqualTo("DELIVERED");
    assertThat(order.getJsonObject("total").getString("amount")).isEqualTo("64.70");
    assertThat(order.getJsonArray("lines").get(0))
        .isEqualTo(
            json(
                "{'quantity':4,'shippedQuantity':3,'cancelledQuantity':1,"
                    + "'total':{'amount':'59.70'}}"));
    assertThat(order.getJsonObject("shippingAddress").getString("city")).isEqualTo("Wilmslow");
    assertThat(texts(order, "notes", "text")).containsExactly("Rings twice");
    assertThat(texts(order, "shipments", "lines"))
        .containsExactly(
            "[{\"line\":1,\"quantity\":1}]",
            "[{\"line\":1,\"quantity\":2},{\"line\":2,\"quantity\":1}]");
    assertThat(order.getString("deliveredAt"))
        .isEqualTo(texts(order, "shipments", "deliveredAt").get(1));
    assertThat(order.getString("shippedAt")).isGreaterThan(order.getString("confirmedAt"));
    assertThat(order.getJsonArray("allowedActions")).hasToString("[\"ADD_NOTE\"]");
    assertThat(texts(order, "history", "type"))
        .containsExactly(
            "OrderPlaced",
            "OrderQuantityChanged",
            "OrderShippingAddressChanged",
            "OrderNoteAdded",
            "OrderConfirmed",
            "OrderShipped",
            "OrderLinesCancelled",
            "OrderDelivered",
            "OrderShipped",
            "OrderDelivered");
    assertThat(summaryAtVersion(id, 1)).isEqualTo("PLACED 44.80 Berlin 0 1");
    assertThat(summaryAtVersion(id, 2)).isEqualTo("PLACED 84.60 Berlin 0 2");
    assertThat(summaryAtVersion(id, 4)).isEqualTo("PLACED 84.60 Wilmslow 1 4");
    assertThat(summaryAtVersion(id, 5)).isEqualTo("CONFIRMED 84.60 Wilmslow 1 5");
    assertThat(summaryAtVersion(id, 6)).isEqualTo("PARTIALLY_SHIPPED 84.60 Wilmslow 1 6");
    assertThat(summaryAtVersion(id, 7)).isEqualTo("PARTIALLY_SHIPPED 64.70 Wilmslow 1 7");
    assertThat(summaryAtVersion(id, 9)).isEqualTo("SHIPPED 64.70 Wilmslow 1 9");
    assertThat(summaryAtVersion(id, 10)).isEqualTo("DELIVERED 64.70 Wilmslow 1 10");
  }

  @Test
  void returnsNoOrderForAVersionThatDoesNotExist() {
    var id = place(newCustomer());
    awaitViewVersion(id, 1);

    assertThat(client.execute("{ order(id: \"" + id + "\", atVersion: 2) { id } }"))
        .isEqualTo(json("{'data':{'order':null}}"));
    assertThat(client.execute("{ order(id: \"" + UUID.randomUUID() + "\", atVersion: 1) { id } }"))
        .isEqualTo(json("{'data':{'order':null}}"));
    var error =
        client
            .execute("{ order(id: \"" + id + "\", atVersion: 0) { id } }")
            .getJsonArray("errors")
            .getJsonObject(0);
    assertThat(error.getString("message")).contains("atVersion");
    assertThat(error.getJsonObject("extensions").getString("code")).isEqualTo("BAD_USER_INPUT");
  }

  /** Status, total, city, number of notes and of events of a past version. */
  private String summaryAtVersion(String id, int version) {
    var order =
        client
            .execute(
                "{ order(id: \""
                    + id
                    + "\", atVersion: "
                    + version
                    + ") { version status total { amount } shippingAddress { city }"
                    + " notes { text } history { version } } }")
            .getJsonObject("data")
            .getJsonObject("order");
    assertThat(order.getInt("version")).isEqualTo(version);
    return String.join(
        " ",
        order.getString("status"),
        order.getJsonObject("total").getString("amount"),
        order.getJsonObject("shippingAddress").getString("city"),
        "" + order.getJsonArray("notes").size(),
        "" + order.getJsonArray("history").size());
  }

  private void send(String command, String id, String rest) {
    acceptedId(client.send(command, json("{'orderId':'" + id + "'" + rest + "}")));
  }
}
