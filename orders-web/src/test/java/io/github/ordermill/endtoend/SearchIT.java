package io.github.ordermill.endtoend;

import static io.github.ordermill.client.GraphqlClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import jakarta.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders are found by their texts, and those with unusual texts get their view. */
class SearchIT extends EndToEndTest {

  private final String customer = newCustomer();

  @Test
  void findsAnOrderByEachOfItsTexts() {
    var order = place("Søren O’Brien-İz", "山田太郎 AB-12X 🫠", "XK");
    acceptedId(client.send("confirmOrder", CommandInputs.confirmation(order)));
    acceptedId(
        client.send(
            "shipOrder",
            json(
                "{'orderId':'"
                    + order
                    + "','carrier':'DHL','trackingNumber':'TN-77 "
                    + order
                    + "'}")));
    awaitViewVersion(order, 3);
    var number = client.order(order, "number").getString("number");
    var digits = number.substring(2).replaceFirst("^0+", "");

    for (var text :
        List.of(
            "soren",
            "SØREN obrien",
            "O'Brien",
            "iz",
            "太郎",
            "山田",
            "ab12x",
            number,
            number.toLowerCase(),
            digits,
            "O-" + digits,
            customer,
            "sku-" + customer,
            "TN-77",
            "tn77",
            "10115 Prishtinë",
            "prishtine")) {
      assertThat(found(text)).as("%s", text).containsExactly(order);
    }
    for (var text : List.of("", "!", "🫠", "'", "山郎", "AB-13X", "soren smith")) {
      assertThat(found(text)).as("%s", text).isEmpty();
    }
  }

  @Test
  void showsOrdersWhoseWordsAreTooLongForAnIndex() {
    var order = place("\u3316".repeat(200), "x" + "\ufdfa".repeat(199), "DE");
    awaitViewVersion(order, 1);
  }

  private String place(String addressee, String product, String country) {
    var input = CommandInputs.anyOrder(customer);
    var item =
        Json.createObjectBuilder(input.getJsonArray("items").getJsonObject(0))
            .add("name", product)
            .add("productId", "sku-" + customer)
            .build();
    return acceptedId(
        client.send(
            "placeOrder",
            Json.createObjectBuilder(input)
                .add("items", Json.createArrayBuilder().add(item))
                .add(
                    "shippingAddress",
                    Json.createObjectBuilder()
                        .add("name", addressee)
                        .add("street", "Rruga B 1")
                        .add("city", "Prishtinë")
                        .add("postalCode", "10115")
                        .add("country", country))
                .build()));
  }

  private List<String> found(String text) {
    var answer =
        client.execute(
            "query ($filter: OrderFilterInput) { orders(filter: $filter) { edges { node { id } } } }",
            Json.createObjectBuilder()
                .add(
                    "filter",
                    Json.createObjectBuilder().add("customerId", customer).add("text", text))
                .build());
    return answer.getJsonObject("data").getJsonObject("orders").getJsonArray("edges").stream()
        .map(edge -> edge.asJsonObject().getJsonObject("node").getString("id"))
        .toList();
  }
}
