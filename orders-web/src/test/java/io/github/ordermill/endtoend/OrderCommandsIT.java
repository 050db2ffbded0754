package io.github.ordermill.endtoend;

import static io.github.ordermill.client.CommandInputs.anyOrder;
import static io.github.ordermill.client.GraphqlClient.json;
import static io.github.ordermill.client.GraphqlClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Every command over HTTP: accepted, refused for each reason there is, and repeated. */
class OrderCommandsIT extends EndToEndTest {

  private static final String ADDRESS =
      "'shippingAddress':{'name':'Alan','street':'Elm Road 2','city':'Wilmslow','country':'GB'}";

  /** What a sensible input of each command has besides the order's identity. */
  private static final Map<String, String> INPUTS =
      new TreeMap<>(
          Map.of(
              "confirmOrder", "",
              "cancelOrder", ",'reason':'changed my mind'",
              "cancelOrderLines", ",'lines':[{'line':1,'quantity':1}],'reason':'broken'",
              "changeQuantity", ",'line':1,'quantity':5",
              "changeShippingAddress", "," + ADDRESS,
              "shipOrder", ",'carrier':'DHL','trackingNumber':'JD0002'",
              "recordDelivery", "",
              "addNote", ",'text':'Rings twice'"));

  static final List<String> COMMANDS = List.copyOf(INPUTS.keySet());

  private static final Map<String, String> ACTIONS =
      Map.of(
          "confirmOrder", "CONFIRM",
          "cancelOrder", "CANCEL",
          "cancelOrderLines", "CANCEL_LINES",
          "changeQuantity", "CHANGE_QUANTITY",
          "changeShippingAddress", "CHANGE_SHIPPING_ADDRESS",
          "shipOrder", "SHIP",
          "recordDelivery", "DELIVER",
          "addNote", "ADD_NOTE");

  private static final String PARTLY =
      ",'carrier':'DHL','trackingNumber':'JD0001','lines':[{'line':1,'quantity':1}]";

  @ParameterizedTest
  @CsvSource({
    "PLACED,",
    "CONFIRMED, confirmOrder",
    "PARTIALLY_SHIPPED, confirmOrder shipPartly",
    "SHIPPED, confirmOrder shipOrder",
    "DELIVERED, confirmOrder shipOrder recordDelivery",
    "CANCELLED, cancelOrder"
  })
  void acceptsWhatTheViewAllowsAndRefusesAllElse(String state, String way) {
    var id = orderThatWent(way);
    awaitVersion(id, way == null ? 1 : 1 + way.split(" ").length);
    var view = client.order(id, "status allowedActions");
    var allowed =
        view.getJsonArray("allowedActions").getValuesAs(JsonString.class).stream()
            .map(JsonString::getString)
            .toList();
    assertThat(view.getString("status")).isEqualTo(state);

    for (var command : COMMANDS) {
      var answer = client.send(command, input(command, orderThatWent(way)));

      assertThat(answer.getString("__typename"))
          .as("%s of an order that is %s: %s", command, state, answer)
          .isEqualTo(allowed.contains(ACTIONS.get(command)) ? "CommandAccepted" : "RuleBroken");
    }
    var again = Json.createObjectBuilder(anyOrder(newCustomer())).add("orderId", id).build();
    assertThat(client.send("placeOrder", again).getString("rule"))
        .isEqualTo("AN_ORDER_IS_PLACED_ONCE");
  }

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void refusesWhenTheOrderIsInAnotherVersionThanTheClientHasSeen(String command) {
    var id = orderReadyFor(command);
    int version = client.send("addNote", input("addNote", id)).getInt("version");

    var early = client.send(command, expecting(version - 1, input(command, id)));
    var right = client.send(command, expecting(version, input(command, id)));

    assertThat(early.getString("__typename")).isEqualTo("VersionConflict");
    assertThat(early.getInt("expectedVersion")).isEqualTo(version - 1);
    assertThat(early.getInt("actualVersion")).isEqualTo(version);
    assertThat(right.getInt("version")).isEqualTo(version + 1);
  }

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void carriesOutOnceWhatIsSentTwiceUnderOneKey(String command) {
    var id = orderReadyFor(command);
    var key = UUID.randomUUID().toString();

    var first = client.send(command, input(command, id), key);
    var again = client.send(command, input(command, id), key);
    var other = client.send(command, expecting(7, input(command, id)), key);

    acceptedId(first);
    assertThat(again).isEqualTo(first);
    assertThat(other.getString("__typename")).isEqualTo("IdempotencyConflict");
    // Whatever the first has done, the order has moved on by one event.
    var next = client.send("addNote", expecting(first.getInt("version"), input("addNote", id)));
    assertThat(next.getString("__typename")).isIn("CommandAccepted", "RuleBroken");
  }

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void saysThatThereIsNoSuchOrder(String command) {
    var answer = client.send(command, input(command, UUID.randomUUID().toString()));

    assertThat(answer.getString("code")).isEqualTo("ORDER_NOT_FOUND");
  }

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void saysThatAnIdentityIsNone(String command) {
    var answer = client.send(command, input(command, "17"));

    assertThat(texts(answer, "violations", "path")).containsExactly("input.orderId");
  }

  /** Of a confirmed order with two pieces of line 1 and one of line 2. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cancelOrderLines | 'lines':[],'reason':'r'                                          | lines
          cancelOrderLines | 'lines':[{'line':3,'quantity':1}],'reason':'r'                   | lines[0].line
          cancelOrderLines | 'lines':[{'line':0,'quantity':1}],'reason':'r'                   | lines[0].line
          cancelOrderLines | 'lines':[{'line':1,'quantity':0}],'reason':'r'                   | lines[0].quantity
          cancelOrderLines | 'lines':[{'line':1,'quantity':-1}],'reason':'r'                  | lines[0].quantity
          cancelOrderLines | 'lines':[{'line':1,'quantity':3}],'reason':'r'                   | lines[0].quantity
          cancelOrderLines | 'lines':[{'line':1,'quantity':1000001}],'reason':'r'             | lines[0].quantity
          cancelOrderLines | 'lines':[{'line':1,'quantity':1},{'line':1,'quantity':1}],'reason':'r' | lines[1].line
          cancelOrderLines | 'lines':[{'line':1,'quantity':1}],'reason':' '                   | reason
          shipOrder        | 'lines':[],'carrier':'c','trackingNumber':'t'                    | lines
          shipOrder        | 'lines':[{'line':3,'quantity':1}],'carrier':'c','trackingNumber':'t' | lines[0].line
          shipOrder        | 'lines':[{'line':-7,'quantity':1}],'carrier':'c','trackingNumber':'t' | lines[0].line
          shipOrder        | 'lines':[{'line':1,'quantity':0}],'carrier':'c','trackingNumber':'t' | lines[0].quantity
          shipOrder        | 'lines':[{'line':2,'quantity':1},{'line':2,'quantity':1}],'carrier':'c','trackingNumber':'t' | lines[1].line
          shipOrder        | 'carrier':'','trackingNumber':'t'                                | carrier
          shipOrder        | 'carrier':'c','trackingNumber':'\\n'                             | trackingNumber
          recordDelivery   | 'shipment':0                                                     | shipment
          changeShippingAddress | 'shippingAddress':{'name':'n','street':'s','city':'c','country':'UK'} | shippingAddress.country
          changeShippingAddress | 'shippingAddress':{'name':'','street':'s','city':'c','country':'GB'} | shippingAddress.name
          addNote          | 'text':''                                                        | text
          addNote          | 'text':'\\u0000'                                                 | text
          """)
  void namesThePlaceThatIsWrong(String command, String input, String path) {
    var id = placeConfirmed(newCustomer());

    var answer = client.send(command, json("{'orderId':'" + id + "'," + input + "}"));

    assertThat(answer.getString("__typename")).as("%s", answer).isEqualTo("InvalidInput");
    assertThat(texts(answer, "violations", "path")).containsExactly("input." + path);
    assertThat(client.send("addNote", expecting(2, input("addNote", id))).getInt("version"))
        .isEqualTo(3);
  }

  /** Of a placed order, one of two pieces of line 1 being cancelled, and all of line 2. */
  @ParameterizedTest
  @CsvSource({
    "3, 1, line",
    "0, 1, line",
    "2, 2, line",
    "1, 0, quantity",
    "1, 1, quantity",
    "1, 1000001, quantity"
  })
  void namesWhatIsWrongWithAQuantity(int line, int quantity, String path) {
    var id = place(newCustomer());
    send(
        "cancelOrderLines",
        id,
        ",'lines':[{'line':1,'quantity':1},{'line':2,'quantity':1}],'reason':'broken'");

    var answer =
        client.send(
            "changeQuantity",
            json("{'orderId':'" + id + "','line':" + line + ",'quantity':" + quantity + "}"));

    assertThat(texts(answer, "violations", "path")).containsExactly("input." + path);
  }

  @Test
  void takesNotesOfTenThousandCharactersAndNoMore() {
    var id = place(newCustomer());

    var longest = client.send("addNote", CommandInputs.note(id, "ü".repeat(10_000)));
    var longer = client.send("addNote", CommandInputs.note(id, "ü".repeat(10_001)));

    assertThat(longest.getInt("version")).isEqualTo(2);
    assertThat(texts(longer, "violations", "path")).containsExactly("input.text");
    awaitVersion(id, 2);
    var note = client.order(id, "notes { text author }").getJsonArray("notes").getJsonObject(0);
    assertThat(note.getString("text")).isEqualTo("ü".repeat(10_000));
    assertThat(note.getString("author")).isEqualTo("anonymous");
  }

  @Test
  void refusesATotalThatIsTooLarge() {
    var dear =
        anyOrder(newCustomer())
            .toString()
            .replace("\"19.90\"", "\"999999999\"")
            .replace("\"5\"", "\"999999\"");
    var id = acceptedId(client.send("placeOrder", json(dear)));
    send("changeQuantity", id, ",'line':1,'quantity':1000000");

    var beyond =
        client.send("changeQuantity", json("{'orderId':'" + id + "','line':2,'quantity':2}"));

    assertThat(texts(beyond, "violations", "path")).containsExactly("input.quantity");
    awaitVersion(id, 2);
    assertThat(client.order(id, "total { amount }").getJsonObject("total").getString("amount"))
        .isEqualTo("999999999999999.00");
  }

  @Test
  void givesTheSameMisfitAgainUnderItsKeyThoughTheOrderHasMovedOn() {
    var id = place(newCustomer());
    var key = UUID.randomUUID().toString();
    var tooMany =
        json("{'orderId':'" + id + "','lines':[{'line':1,'quantity':3}],'reason':'broken'}");

    var refused = client.send("cancelOrderLines", tooMany, key);
    send("changeQuantity", id, ",'line':1,'quantity':9");
    var again = client.send("cancelOrderLines", tooMany, key);

    assertThat(texts(refused, "violations", "path")).containsExactly("input.lines[0].quantity");
    assertThat(again).isEqualTo(refused);
  }

  @Test
  void showsAWholeLifeAndEveryStateOnTheWay() {
    var id = place(newCustomer());
    send("changeQuantity", id, ",'line':1,'quantity':4");
    send("changeShippingAddress", id, "," + ADDRESS);
    send("addNote", id, ",'text':'Rings twice'");
    send("confirmOrder", id, "");
    send("shipOrder", id, PARTLY);
    send("cancelOrderLines", id, ",'lines':[{'line':1,'quantity':1}],'reason':'broken'");
    send("recordDelivery", id, ",'shipment':1");
    send("shipOrder", id, ",'carrier':'UPS','trackingNumber':'1Z'");
    send("recordDelivery", id, "");
    awaitVersion(id, 10);

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
    assertThat(asItWas(id, 1)).isEqualTo("PLACED 44.80 Berlin 0 1");
    assertThat(asItWas(id, 2)).isEqualTo("PLACED 84.60 Berlin 0 2");
    assertThat(asItWas(id, 4)).isEqualTo("PLACED 84.60 Wilmslow 1 4");
    assertThat(asItWas(id, 5)).isEqualTo("CONFIRMED 84.60 Wilmslow 1 5");
    assertThat(asItWas(id, 6)).isEqualTo("PARTIALLY_SHIPPED 84.60 Wilmslow 1 6");
    assertThat(asItWas(id, 7)).isEqualTo("PARTIALLY_SHIPPED 64.70 Wilmslow 1 7");
    assertThat(asItWas(id, 9)).isEqualTo("SHIPPED 64.70 Wilmslow 1 9");
    assertThat(asItWas(id, 10)).isEqualTo("DELIVERED 64.70 Wilmslow 1 10");
  }

  @Test
  void knowsNothingOfVersionsThatNeverWere() {
    var id = place(newCustomer());
    awaitVersion(id, 1);

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

  private String asItWas(String id, int version) {
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

  /** An order after these commands; {@code shipPartly} ships one piece of line 1. */
  private String orderThatWent(String way) {
    var id = place(newCustomer());
    for (var command : way == null ? new String[0] : way.split(" ")) {
      if (command.equals("shipPartly")) {
        send("shipOrder", id, PARTLY);
      } else {
        send(command, id, INPUTS.get(command));
      }
    }
    return id;
  }

  private String orderReadyFor(String command) {
    return switch (command) {
      case "shipOrder" -> orderThatWent("confirmOrder");
      case "recordDelivery" -> orderThatWent("confirmOrder shipPartly");
      default -> orderThatWent(null);
    };
  }

  private JsonObject send(String command, String id, String rest) {
    var answer = client.send(command, json("{'orderId':'" + id + "'" + rest + "}"));
    acceptedId(answer);
    return answer;
  }

  private static JsonObject input(String command, String id) {
    return json("{'orderId':'" + id + "'" + INPUTS.get(command) + "}");
  }

  private static JsonObject expecting(int version, JsonObject input) {
    return Json.createObjectBuilder(input).add("expectedVersion", version).build();
  }
}
