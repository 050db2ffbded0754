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

/** GraphQL client over HTTP/1.1 that returns answers as JSON. */
public final class GraphqlClient {

  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(20);

  /** HTTP/1.1: concurrent requests use one connection each, as those of most clients do. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI endpoint;

  /**
   * Creates a client.
   *
   * @param endpoint URL of {@code /graphql}
   */
  public GraphqlClient(URI endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Executes an operation without variables.
   *
   * @return the whole answer
   */
  public JsonObject execute(String operation) {
    return execute(operation, JsonValue.EMPTY_JSON_OBJECT);
  }

  /**
   * Executes an operation.
   *
   * @return the whole answer
   */
  public JsonObject execute(String operation, JsonObject variables) {
    return post(body(operation, variables));
  }

  private JsonObject post(JsonObject body) {
    return parse(post("application/json", body.toString()).body());
  }

  private static JsonObject body(String operation, JsonObject variables) {
    return Json.createObjectBuilder().add("query", operation).add("variables", variables).build();
  }

  /** Posts a body of any content type, valid or not. */
  public HttpResponse<String> post(String contentType, String body) {
    var request =
        HttpRequest.newBuilder(endpoint)
            .timeout(RESPONSE_TIMEOUT)
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
   * Sends a command.
   *
   * @param mutation its input type is the capitalised name with {@code Input} appended
   * @param idempotencyKey null for none
   * @return the result of the mutation: acceptance or refusal
   * @throws AssertionError if the answer has errors instead of data
   */
  public JsonObject send(String mutation, JsonObject input, String idempotencyKey) {
    var answer = post(commandBody(mutation, input, idempotencyKey));
    if (!answer.containsKey("data")) {
      throw new AssertionError("no data in " + answer);
    }
    return answer.getJsonObject("data").getJsonObject("answer");
  }

  /**
   * Request body of a command; the result is in the field {@code answer}.
   *
   * @param mutation its input type is the capitalised name with {@code Input} appended
   * @param idempotencyKey null for none
   */
  public static JsonObject commandBody(String mutation, JsonObject input, String idempotencyKey) {
    var type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
    var variables = Json.createObjectBuilder().add("input", input);
    if (idempotencyKey != null) {
      variables.add("key", idempotencyKey);
    }
    return body(
        "mutation ($input: "
            + type
            + "!, $key: String) { answer: "
            + mutation
            + "(input: $input, idempotencyKey: $key)"
            + Selections.published().ofMutation(mutation)
            + " }",
        variables.build());
  }

  /** Sends a command without an idempotency key. */
  public JsonObject send(String mutation, JsonObject input) {
    return send(mutation, input, null);
  }

  /**
   * Reads an order.
   *
   * @param fields selection of fields
   * @return null if the view has no such order
   */
  public JsonObject order(String id, String fields) {
    var answer = execute("{ order(id: \"" + id + "\") { " + fields + " } }");
    var order = answer.getJsonObject("data").get("order");
    return order == JsonValue.NULL ? null : order.asJsonObject();
  }

  /** Parses a JSON object in which single quotes replace double quotes. */
  public static JsonObject json(String text) {
    return parse(text.replace('\'', '"'));
  }

  /** Values of one member of each object in an array: strings as they are, others as JSON. */
  public static List<String> texts(JsonObject object, String array, String member) {
    var items = object.getJsonArray(array);
    return IntStream.range(0, items.size())
        .mapToObj(i -> items.getJsonObject(i).get(member))
        .map(value -> value instanceof JsonString text ? text.getString() : value.toString())
        .toList();
  }

  /**
   * Parses a JSON object.
   *
   * @throws AssertionError for any other text
   */
  public static JsonObject parse(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (RuntimeException e) {
      throw new AssertionError("not a JSON object: " + text, e);
    }
  }
}
