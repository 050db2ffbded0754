package io.github.ordermill.chaos;

import io.github.ordermill.client.GraphqlClient;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;

/**
 * A command as a client sends it, and sends it again under the same idempotency key until it knows
 * what became of it.
 */
record CommandRequest(String mutation, JsonObject input, String key) {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  static CommandRequest place(String customer) {
    return new CommandRequest("placeOrder", GraphqlClient.anyOrder(customer), newKey());
  }

  static CommandRequest confirm(UUID order) {
    var input = Json.createObjectBuilder().add("orderId", order.toString());
    return new CommandRequest("confirmOrder", input.build(), newKey());
  }

  static CommandRequest ship(UUID order) {
    var input =
        Json.createObjectBuilder()
            .add("orderId", order.toString())
            .add("carrier", "DHL")
            .add("trackingNumber", "JD0001");
    return new CommandRequest("shipOrder", input.build(), newKey());
  }

  static CommandRequest cancel(UUID order) {
    var input =
        Json.createObjectBuilder()
            .add("orderId", order.toString())
            .add("reason", "changed my mind");
    return new CommandRequest("cancelOrder", input.build(), newKey());
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }

  boolean places() {
    return mutation.equals("placeOrder");
  }

  HttpRequest to(URI endpoint) {
    var type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
    var body =
        Json.createObjectBuilder()
            .add(
                "query",
                "mutation ($input: "
                    + type
                    + "!, $key: String) { answer: "
                    + mutation
                    + "(input: $input, idempotencyKey: $key) { __typename"
                    + " ... on CommandAccepted { orderId version }"
                    + " ... on Refusal { code message } } }")
            .add(
                "variables", Json.createObjectBuilder().add("input", input).add("key", key).build())
            .build();
    return HttpRequest.newBuilder(endpoint)
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.toString()))
        .build();
  }
}
