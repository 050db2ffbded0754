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

/** Every command over HTTP: accepted, refused for each possible reason, and repeated. */
class OrderCommandsIT extends EndToEndTest {

  private static final String ADDRESS =
      "'shippingAddress':{'name':'Alan','street':'Elm Road 2','city':'Wilmslow','country':'GB'}";

  /** Valid input of each command, without the order id. */
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

  private static final String PARTIAL_SHIPMENT =
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
  void acceptsExactlyTheActionsThatTheViewAllows(String state, String commands) {
    var id = orderAfter(commands);
    awaitViewVersion(id, commands == null ? 1 : 1 + commands.split(" ").length);
    var view = client.order(id, "status allowedActions");
    var allowed =
        view.getJsonArray("allowedActions").getValuesAs(JsonString.class).stream()
            .map(JsonString::getString)
            .toList();
    assertThat(view.getString("status")).isEqualTo(state);

    for (var command : COMMANDS) {
      var answer = client.send(command, input(command, orderAfter(commands)));

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
  void rejectsAnOutdatedExpectedVersion(String command) {
    var id = orderThatAllows(command);
    int version = client.send("addNote", input("addNote", id)).getInt("version");

    var early = client.send(command, withExpectedVersion(version - 1, input(command, id)));
    var right = client.send(command, withExpectedVersion(version, input(command, id)));

    assertThat(early.getString("__typename")).isEqualTo("VersionConflict");
    assertThat(early.getInt("expectedVersion")).isEqualTo(version - 1);
    assertThat(early.getInt("actualVersion")).isEqualTo(version);
    assertThat(right.getInt("version")).isEqualTo(version + 1);
  }

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void executesACommandOnceForOneIdempotencyKey(String command) {
    var id = orderThatAllows(command);
    var key = UUID.randomUUID().toString();

    var first = client.send(command, input(command, id), key);
    var again = client.send(command, input(command, id), key);
    var other = client.send(command, withExpectedVersion(7, input(command, id)), key);

    acceptedId(first);
    assertThat(again).isEqualTo(first);
    assertThat(other.getString("__typename")).isEqualTo("IdempotencyConflict");
    // A VersionConflict here would mean that the repetition appended a second event.
    var next =
        client.send("addNote", withExpectedVersion(first.getInt("version"), input("addNote", id)));
    assertThat(next.getString("__typename")).isIn("CommandAccepted", "RuleBroken");
  }

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void reportsAnUnknownOrder(String command) {
    var answer = client.send(command, input(command, UUID.randomUUID().toString()));

    assertThat(answer.getString("code")).isEqualTo("ORDER_NOT_FOUND");
  }

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void rejectsAnIdThatIsNotAUuid(String command) {
    var answer = client.send(command, input(command, "17"));

    assertThat(texts(answer, "violations", "path")).containsExactly("input.orderId");
  }

  /** Precondition: a confirmed order with two units of line 1 and one of line 2. */
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
  void reportsThePathOfAnInvalidField(String command, String input, String path) {
    var id = placeAndConfirm(newCustomer());

    var answer = client.send(command, json("{'orderId':'" + id + "'," + input + "}"));

    assertThat(answer.getString("__typename")).as("%s", answer).isEqualTo("InvalidInput");
    assertThat(texts(answer, "violations", "path")).containsExactly("input." + path);
    assertThat(
            client.send("addNote", withExpectedVersion(2, input("addNote", id))).getInt("version"))
        .isEqualTo(3);
  }

  /** Precondition: a placed order, one of two units of line 1 and all of line 2 cancelled. */
  @ParameterizedTest
  @CsvSource({
    "3, 1, line",
    "0, 1, line",
    "2, 2, line",
    "1, 0, quantity",
    "1, 1, quantity",
    "1, 1000001, quantity"
  })
  void reportsWhetherLineOrQuantityIsInvalid(int line, int quantity, String path) {
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
  void acceptsNotesOfUpToTenThousandCharacters() {
    var id = place(newCustomer());

    var longest = client.send("addNote", CommandInputs.note(id, "ü".repeat(10_000)));
    var longer = client.send("addNote", CommandInputs.note(id, "ü".repeat(10_001)));

    assertThat(longest.getInt("version")).isEqualTo(2);
    assertThat(texts(longer, "violations", "path")).containsExactly("input.text");
    awaitViewVersion(id, 2);
    var note = client.order(id, "notes { text author }").getJsonArray("notes").getJsonObject(0);
    assertThat(note.getString("text")).isEqualTo("ü".repeat(10_000));
    assertThat(note.getString("author")).isEqualTo("anonymous");
  }

  @Test
  void rejectsATotalAboveTheMaximum() {
    var expensive =
        anyOrder(newCustomer())
            .toString()
            .replace("\"19.90\"", "\"999999999\"")
            .replace("\"5\"", "\"999999\"");
    var id = acceptedId(client.send("placeOrder", json(expensive)));
    send("changeQuantity", id, ",'line':1,'quantity':1000000");

    var tooExpensive =
        client.send("changeQuantity", json("{'orderId':'" + id + "','line':2,'quantity':2}"));

    assertThat(texts(tooExpensive, "violations", "path")).containsExactly("input.quantity");
    awaitViewVersion(id, 2);
    assertThat(client.order(id, "total { amount }").getJsonObject("total").getString("amount"))
        .isEqualTo("999999999999999.00");
  }

  @Test
  void executesAnInputUnderItsKeyThatWasInvalidBeforeTheOrderChanged() {
    var id = place(newCustomer());
    var key = UUID.randomUUID().toString();
    var cancel =
        json("{'orderId':'" + id + "','lines':[{'line':1,'quantity':3}],'reason':'broken'}");

    var tooMany = client.send("cancelOrderLines", cancel, key);
    send("changeQuantity", id, ",'line':1,'quantity':9");
    var first = client.send("cancelOrderLines", cancel, key);
    var second = client.send("cancelOrderLines", cancel, key);

    assertThat(texts(tooMany, "violations", "path")).containsExactly("input.lines[0].quantity");
    assertThat(first.getInt("version")).isEqualTo(3);
    assertThat(second).isEqualTo(first);
  }

  /** Places an order and sends these commands; {@code shipPartly} ships one unit of line 1. */
  private String orderAfter(String commands) {
    var id = place(newCustomer());
    for (var command : commands == null ? new String[0] : commands.split(" ")) {
      if (command.equals("shipPartly")) {
        send("shipOrder", id, PARTIAL_SHIPMENT);
      } else {
        send(command, id, INPUTS.get(command));
      }
    }
    return id;
  }

  private String orderThatAllows(String command) {
    return switch (command) {
      case "shipOrder" -> orderAfter("confirmOrder");
      case "recordDelivery" -> orderAfter("confirmOrder shipPartly");
      default -> orderAfter(null);
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

  private static JsonObject withExpectedVersion(int version, JsonObject input) {
    return Json.createObjectBuilder(input).add("expectedVersion", version).build();
  }
}
