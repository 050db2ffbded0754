package io.github.ordermill.chaos;

import io.github.ordermill.client.CommandInputs;
import io.github.ordermill.client.GraphqlClient;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;

/** Command with its idempotency key, which is repeated until it has a final answer. */
record CommandRequest(String mutation, JsonObject input, String key) {

  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(20);

  static CommandRequest place(String customer) {
    return new CommandRequest("placeOrder", CommandInputs.anyOrder(customer), newKey());
  }

  static CommandRequest confirm(UUID order) {
    return new CommandRequest(
        "confirmOrder", CommandInputs.confirmation(order.toString()), newKey());
  }

  static CommandRequest ship(UUID order) {
    return new CommandRequest("shipOrder", CommandInputs.shipment(order.toString()), newKey());
  }

  static CommandRequest cancel(UUID order) {
    return new CommandRequest(
        "cancelOrder", CommandInputs.cancellation(order.toString()), newKey());
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }

  boolean isPlaceOrder() {
    return mutation.equals("placeOrder");
  }

  HttpRequest toHttpRequest(URI endpoint) {
    var body = GraphqlClient.commandBody(mutation, input, key);
    return HttpRequest.newBuilder(endpoint)
        .timeout(RESPONSE_TIMEOUT)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.toString()))
        .build();
  }
}
