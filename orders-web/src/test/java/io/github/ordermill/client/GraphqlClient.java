package io.github.ordermill.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A client like any other: GraphQL over HTTP, answers as JSON. */
public final class GraphqlClient {

  private static final Duration ANSWER = Duration.ofSeconds(20);

  /** A connection for each request under way, as most clients have it. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI endpoint;

  /** Talks to {@code endpoint}. */
  public GraphqlClient(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** The whole answer to an operation without variables. */
  public JsonObject ask(String operation) {
    return ask(operation, JsonValue.EMPTY_JSON_OBJECT);
  }

  /** The whole answer to an operation. */
  public JsonObject ask(String operation, JsonObject variables) {
    var body = Json.createObjectBuilder().add("query", operation).add("variables", variables);
    return parse(post("application/json", body.build().toString()).body());
  }

  /** The answer to whatever is posted. */
  public HttpResponse<String> post(String contentType, String body) {
    var request =
        HttpRequest.newBuilder(endpoint)
            .timeout(ANSWER)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * What a mutation answers.
   *
   * @param input the type of its input is its name, capitalised, and {@code Input}
   * @param idempotencyKey null for none
   */
  public JsonObject send(String mutation, JsonObject input, String idempotencyKey) {
    var type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
    var variables = Json.createObjectBuilder().add("input", input);
    if (idempotencyKey != null) {
      variables.add("key", idempotencyKey);
    }
    var answer =
        ask(
            "mutation ($input: "
                + type
                + "!, $key: String) { answer: "
                + mutation
                + "(input: $input, idempotencyKey: $key) { __typename"
                + " ... on CommandAccepted { orderId version consistencyToken }"
                + " ... on Refusal { code message }"
                + " ... on InvalidInput { violations { path message } }"
                + " ... on RuleBroken { rule }"
                + " ... on VersionConflict { expectedVersion actualVersion } } }",
            variables.build());
    if (!answer.containsKey("data")) {
      throw new AssertionError("no data in " + answer);
    }
    return answer.getJsonObject("data").getJsonObject("answer");
  }

  /** The same without an idempotency key. */
  public JsonObject send(String mutation, JsonObject input) {
    return send(mutation, input, null);
  }

  /** The order with the given fields, or null. */
  public JsonObject order(String id, String fields) {
    var answer = ask("{ order(id: \"" + id + "\") { " + fields + " } }");
    var order = answer.getJsonObject("data").get("order");
    return order == JsonValue.NULL ? null : order.asJsonObject();
  }

  /** A JSON object from text in which single quotes stand for double ones. */
  public static JsonObject json(String text) {
    return parse(text.replace('\'', '"'));
  }

  /** An order that can be placed as it is, for a customer. */
  public static JsonObject anyOrder(String customer) {
    return json(
        """
        {'customerId': '%s',
         'items': [
           {'productId': 'sku-1', 'name': 'Kettle', 'quantity': 2,
            'price': {'amount': '19.90', 'currency': 'EUR'}},
           {'productId': 'sku-2', 'quantity': 1,
            'price': {'amount': '5', 'currency': 'EUR'}}],
         'shippingAddress': {'name': 'Ada Lovelace', 'street': 'Main Street 1',
           'city': 'Berlin', 'postalCode': '10115', 'country': 'DE'}}
        """
            .formatted(customer));
  }

  /** A note on an order. */
  public static JsonObject note(String order, String text) {
    return Json.createObjectBuilder().add("orderId", order).add("text", text).build();
  }

  /** What a path of member names leads to in each object of an array. */
  public static List<String> texts(JsonObject object, String array, String member) {
    var items = object.getJsonArray(array);
    return IntStream.range(0, items.size())
        .mapToObj(i -> items.getJsonObject(i).get(member))
        .map(value -> value instanceof JsonString text ? text.getString() : value.toString())
        .toList();
  }

  /** The JSON object in {@code text}; an AssertionError for any other text. */
  public static JsonObject parse(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (RuntimeException e) {
      throw new AssertionError("not a JSON object: " + text, e);
    }
  }
}
