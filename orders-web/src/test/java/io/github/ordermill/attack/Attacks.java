package io.github.ordermill.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.json.Json;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All attacks. */
public final class Attacks {

  private static final int CLIENTS = 50;
  private static final int MANY = 250;
  private static final String MEGABYTE = "x".repeat(1_000_000);

  private Attacks() {}

  /** The attacks on this stack. */
  public static List<Attack> on(HostileClients target) {
    var endpoint = target.endpoint();
    var fat = target.fatOrder();
    return List.of(
        new GraphqlFlood(
            "801 bytes that ask for 80 MB", endpoint, CLIENTS, number -> everythingTenTimes(fat)),
        new GraphqlFlood(
            "one field under a hundred names", endpoint, CLIENTS, number -> oneFieldManyTimes(fat)),
        new GraphqlFlood(
            "mutations of 20 kB with values in their text",
            endpoint,
            CLIENTS,
            Attacks::mutationWithValues),
        new GraphqlFlood("lists in thousands of forms", endpoint, CLIENTS, Attacks::list),
        new GraphqlFlood("documents of 13,000 values", endpoint, CLIENTS, Attacks::values),
        new GraphqlFlood(
            "waiting for tokens that were not issued",
            endpoint,
            CLIENTS,
            number -> waitingFor(UUID.randomUUID(), fat)),
        new SlowBodies(endpoint, MANY),
        new SlowReaders(endpoint, MANY, "{ order(id: \"" + fat + "\") { notes { text } } }"),
        new SocketFlood(
            "messages that do not end",
            endpoint,
            CLIENTS,
            (socket, number) -> socket.sendText(MEGABYTE, false)),
        new SocketFlood(
            "queries on websockets",
            endpoint,
            CLIENTS,
            (socket, number) -> socket.sendText(subscribe(number, everythingTenTimes(fat)), true)),
        new SocketFlood(
            "subscriptions with extensions of 500 kB",
            endpoint,
            CLIENTS,
            (socket, number) -> socket.sendText(subscribeToEvents(number, fat), true)));
  }

  private static String oneFieldManyTimes(String order) {
    return "{ order(id: \""
        + order
        + "\") { "
        + IntStream.range(0, 99)
            .mapToObj(i -> "a" + i + ": notes { text }")
            .collect(Collectors.joining(" "))
        + " } }";
  }

  /** A statement of its own for each filter, sort and size. */
  private static String list(long number) {
    var parts =
        List.of(
            "customerId: \"reader\"",
            "statuses: [PLACED, CONFIRMED]",
            "productId: \"sku-1\"",
            "placedFrom: \"2026-01-01T00:00:00Z\"",
            "currency: \"EUR\"",
            "minTotal: \"1\"");
    var filter =
        IntStream.range(0, parts.size())
            .filter(part -> (number >> part & 1) == 1)
            .mapToObj(parts::get)
            .collect(Collectors.joining(", "));
    return "{ orders(first: %d, filter: {%s}) { edges { node { id } } } }"
        .formatted(1 + number / 64 % 100, filter);
  }

  /** A document with a long list: most of its memory is that of the parser. */
  private static String values(long number) {
    return "{ orders(filter: {statuses: ["
        + "PLACED ".repeat(13_000)
        + "], text: \""
        + number
        + "\"}) { totalCount } }";
  }

  /** A token in the form of those that are issued, of an order that there may not be. */
  private static String waitingFor(UUID unknown, String order) {
    var token =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(("1:" + unknown + ":7").getBytes(US_ASCII));
    return "{ order(id: \"%s\", consistencyToken: \"%s\", maxWaitMillis: 10000) { id } }"
        .formatted(order, token);
  }

  private static String subscribe(long number, String query) {
    return Json.createObjectBuilder()
        .add("type", "subscribe")
        .add("id", Long.toString(number))
        .add("payload", Json.createObjectBuilder().add("query", query))
        .build()
        .toString();
  }

  private static String subscribeToEvents(long number, String order) {
    return Json.createObjectBuilder()
        .add("type", "subscribe")
        .add("id", Long.toString(number))
        .add(
            "payload",
            Json.createObjectBuilder()
                .add(
                    "query",
                    "subscription { orderEvents(orderId: \"%s\", afterVersion: 10000) { version } }"
                        .formatted(order))
                .add(
                    "extensions",
                    Json.createObjectBuilder().add("unused", MEGABYTE.substring(500_000))))
        .build()
        .toString();
  }

  private static String everythingTenTimes(String order) {
    return "{ "
        + IntStream.range(0, 10)
            .mapToObj(
                i ->
                    "a%d: order(id: \"%s\") { notes { text } history { data } }"
                        .formatted(i, order))
            .collect(Collectors.joining(" "))
        + " }";
  }

  /** An order that is refused, so that only the document is work: its last line has no quantity. */
  private static String mutationWithValues(long number) {
    return "mutation { placeOrder(input: {customerId: \"c"
        + number
        + "\", items: ["
        + "{productId: \"kettle\", quantity: 2, price: {amount: \"19.90\", currency: \"EUR\"}},"
            .repeat(230)
        + "{productId: \"kettle\", quantity: 0, price: {amount: \"19.90\", currency: \"EUR\"}}"
        + "], shippingAddress: {name: \"a\", street: \"s\", city: \"c\", country: \"DE\"}})"
        + " { __typename } }";
  }
}
