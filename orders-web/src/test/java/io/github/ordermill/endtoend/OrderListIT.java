package io.github.ordermill.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.client.CommandInputs;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderListIT extends EndToEndTest {

  private final String customer = newCustomer();
  private final List<String> oldestFirst = new ArrayList<>();

  @BeforeEach
  void placeSevenOrders() {
    for (int i = 0; i < 7; i++) {
      oldestFirst.add(place(customer));
    }
    eventually().until(() -> orders("").getInt("totalCount") == 7);
  }

  @Test
  void pagesForwardsAndBackwards() {
    var oldest = "orderBy: {direction: ASC}, ";

    var first = orders(oldest + "first: 3");
    var second = orders(oldest + "first: 3, after: \"" + pageInfo(first, "endCursor") + "\"");
    var third = orders(oldest + "first: 3, after: \"" + pageInfo(second, "endCursor") + "\"");
    var previous = orders(oldest + "last: 2, before: \"" + pageInfo(third, "startCursor") + "\"");
    var end = orders(oldest + "last: 2");

    assertThat(ids(first)).isEqualTo(oldestFirst.subList(0, 3));
    assertThat(ids(second)).isEqualTo(oldestFirst.subList(3, 6));
    assertThat(ids(third)).isEqualTo(oldestFirst.subList(6, 7));
    assertThat(ids(previous)).isEqualTo(oldestFirst.subList(4, 6));
    assertThat(ids(end)).isEqualTo(oldestFirst.subList(5, 7));
    assertThat(
            List.of(
                pageFlags(first),
                pageFlags(second),
                pageFlags(third),
                pageFlags(previous),
                pageFlags(end)))
        .containsExactly("true false", "true true", "false true", "true true", "false true");
    assertThat(pageInfo(second, "startCursor"))
        .isEqualTo(second.getJsonArray("edges").getJsonObject(0).getString("cursor"));
    assertThat(third.getInt("totalCount")).isEqualTo(7);
  }

  @Test
  void refusesCursorsThatThisListHasNotGiven() {
    var given = pageInfo(orders("first: 1"), "endCursor");
    var byTotal = pageInfo(orders("first: 1, orderBy: {field: TOTAL}"), "endCursor");
    var upwards = pageInfo(orders("first: 1, orderBy: {direction: ASC}"), "endCursor");
    var token =
        client.send("placeOrder", CommandInputs.anyOrder(customer)).getString("consistencyToken");
    var deadLetter = encoded(oldestFirst.get(0));

    for (var cursor :
        List.of(byTotal, upwards, token, deadLetter, "A".repeat(50_000), "%", given + "A", "")) {
      for (var argument : List.of("first: 1, after: ", "last: 1, before: ")) {
        var answer =
            client
                .execute("{ orders(%s\"%s\") { edges { cursor } } }".formatted(argument, cursor))
                .toString();

        assertThat(answer).contains("\"BAD_USER_INPUT\"").doesNotContain("\"cursor\"");
      }
    }
    assertThat(
            client
                .execute("{ deadLetters(after: \"" + given + "\") { edges { cursor } } }")
                .toString())
        .contains("\"BAD_USER_INPUT\"");
  }

  private static String encoded(String cursor) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes());
  }

  @Test
  void returnsNoOrderTwiceWhileNewOrdersArePlaced() {
    var first = orders("first: 4");
    var placedBetween = place(customer);
    eventually().until(() -> orders("").getInt("totalCount") == 8);
    var second = orders("first: 4, after: \"" + pageInfo(first, "endCursor") + "\"");

    var read = new ArrayList<>(ids(first));
    read.addAll(ids(second));
    Collections.reverse(read);
    assertThat(read).isEqualTo(oldestFirst).doesNotContain(placedBetween);
  }

  @Test
  void combinesAllFilters() {
    var confirmed = oldestFirst.get(3);
    client.send("confirmOrder", CommandInputs.confirmation(confirmed));
    eventually()
        .untilAsserted(
            () ->
                assertThat(
                        ids(
                            ordersOf(
                                ", statuses: [CONFIRMED], productId: \"sku-1\", currency: \"EUR\","
                                    + " minTotal: \"44.80\", maxTotal: \"44.8\", text: \"kettle ADA\","
                                    + " placedFrom: \"2020-01-01T00:00:00Z\"",
                                "")))
                    .containsExactly(confirmed));
    assertThat(ids(ordersOf(", reference: \"none\"", ""))).isEmpty();
    assertThat(ids(ordersOf(", text: \"%_' nothing\"", ""))).isEmpty();
    assertThat(ordersOf(", placedTo: \"2020-01-01T00:00:00Z\"", "").getInt("totalCount")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "first: 0|first",
        "first: -1|first",
        "last: 0|last",
        "first: 1, last: 1|last",
        "after: \"\"|after",
        "after: \"rubbish\"|after",
        "before: \"O'; DROP TABLE\"|before",
        "after: \"UExBQ0VEX0FUIERFU0MgMQ\"|after",
        "filter: {currency: \"euro\"}|filter.currency",
        "filter: {customerId: \"\"}|filter.customerId"
      })
  void reportsTheInvalidArgument(String argumentsAndPath) {
    var split = argumentsAndPath.lastIndexOf('|');
    assertRejected(argumentsAndPath.substring(0, split), argumentsAndPath.substring(split + 1));
  }

  @Test
  void rejectsCursorsOfAnotherSortAndModifiedCursors() {
    var cursor = pageInfo(orders("first: 1"), "endCursor");
    var text = new String(Base64.getUrlDecoder().decode(cursor));

    assertRejected("orderBy: {field: TOTAL}, after: \"" + cursor + "\"", "after");
    assertRejected("orderBy: {direction: ASC}, before: \"" + cursor + "\"", "before");
    assertRejected("after: \"" + cursor.substring(1) + "\"", "after");
    assertRejected("after: \"" + encode(text.replace("DESC", "DESC 1")) + "\"", "after");
    assertRejected("after: \"" + encode(text.replaceAll(" \\d+ ", " 9e9 ")) + "\"", "after");
    assertThat(ids(orders("after: \"" + encode(text.replaceAll(" \\d+ ", " 0 ")) + "\"")))
        .as("a forged position is handled as any other position")
        .isEmpty();
  }

  private void assertRejected(String arguments, String path) {
    var answer = client.execute("{ orders(" + arguments + ") { totalCount } }");

    var error = answer.getJsonArray("errors").getJsonObject(0);
    assertThat(error.getString("message")).startsWith(path + " ");
    assertThat(error.getJsonObject("extensions").getString("code")).isEqualTo("BAD_USER_INPUT");
    assertThat(error.getJsonObject("extensions").getJsonArray("violations"))
        .singleElement()
        .satisfies(it -> assertThat(it.asJsonObject().getString("path")).isEqualTo(path));
  }

  private static String encode(String cursor) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes());
  }

  private JsonObject orders(String arguments) {
    return ordersOf("", arguments);
  }

  private JsonObject ordersOf(String filters, String arguments) {
    var answer =
        client.execute(
            "{ orders(filter: {customerId: \""
                + customer
                + "\""
                + filters
                + "} "
                + arguments
                + ") { totalCount edges { cursor node { id } }"
                + " pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }");
    assertThat(answer).as("%s", answer).doesNotContainKey("errors");
    return answer.getJsonObject("data").getJsonObject("orders");
  }

  private static List<String> ids(JsonObject orders) {
    return orders.getJsonArray("edges").stream()
        .map(edge -> edge.asJsonObject().getJsonObject("node").getString("id"))
        .toList();
  }

  private static String pageInfo(JsonObject orders, String name) {
    return ((JsonString) orders.getJsonObject("pageInfo").get(name)).getString();
  }

  private static String pageFlags(JsonObject orders) {
    var pageInfo = orders.getJsonObject("pageInfo");
    return pageInfo.getBoolean("hasNextPage") + " " + pageInfo.getBoolean("hasPreviousPage");
  }
}
