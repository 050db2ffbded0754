package io.github.ordermill.endtoend;

import io.github.ordermill.client.HttpTestClient;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The thirteen checks of <a href="https://github.com/dolevf/graphql-cop">graphql-cop</a>,
 * implemented from its documentation: the request, what counts as a finding, and its severity.
 */
enum GraphqlCop {
  ALIAS_OVERLOADING(
      Severity.HIGH,
      http ->
          operation(http, "query cop { " + aliases(101) + "}").contains("\"alias100\":\"Query\"")),
  ARRAY_BASED_QUERY_BATCHING(
      Severity.HIGH,
      http -> {
        var one = json("query cop { __typename }");
        var batch = http.post(Collections.nCopies(10, one).toString());
        return structure(batch) instanceof JsonArray answers && answers.size() >= 10;
      }),
  DIRECTIVE_OVERLOADING(
      Severity.HIGH,
      http -> errors(http, "query cop { __typename " + "@aa".repeat(10) + " }").size() == 10),
  INTROSPECTION_BASED_CIRCULAR_QUERY(
      Severity.HIGH,
      http ->
          operation(
                  http,
                  "query cop { __schema { types { fields { type { fields { type { fields { type {"
                      + " fields { type { name } } } } } } } } } } }")
              .contains("\"types\":[")),
  FIELD_DUPLICATION(
      Severity.HIGH,
      http ->
          operation(http, "query cop { " + "__typename \n".repeat(500) + "}")
              .contains("\"__typename\":\"Query\"")),
  INTROSPECTION(
      Severity.HIGH,
      http ->
          operation(http, "query cop { __schema { types { name fields { name } } } }")
              .contains("\"types\":[")),
  MUTATION_BY_GET(Severity.MEDIUM, http -> isAnswered(http.getQuery("mutation cop {__typename}"))),
  QUERY_BY_GET(Severity.MEDIUM, http -> isAnswered(http.getQuery("query cop {__typename}"))),
  POST_OF_A_FORM(
      Severity.MEDIUM,
      http ->
          isAnswered(
              http.exchange(
                  "POST",
                  "/graphql",
                  "query=query+cop+%7B+__typename+%7D",
                  "Content-Type",
                  "application/x-www-form-urlencoded"))),
  FIELD_SUGGESTIONS(
      Severity.LOW,
      http -> operation(http, "query cop { __schema { directive } }").contains("Did you mean")),
  GRAPHQL_IDE(
      Severity.LOW,
      http ->
          List.of("/graphql", "/graphiql", "/playground", "/console", "/graphql-ui/").stream()
              .map(path -> http.get(path, "Accept", "text/html").body())
              .anyMatch(
                  page ->
                      page.contains("graphiql.min.css")
                          || page.contains("GraphiQL")
                          || page.toLowerCase(Locale.ROOT).contains("graphql playground"))),
  TRACE_MODE(
      Severity.INFO, http -> operation(http, "query cop { __typename }").contains("tracing")),
  UNHANDLED_ERRORS(
      Severity.INFO, http -> operation(http, "qwerty cop { abc }").contains("\"exception\""));

  /** Severity as rated by graphql-cop. */
  enum Severity {
    HIGH,
    MEDIUM,
    LOW,
    INFO
  }

  private final Severity severity;
  private final Predicate<HttpTestClient> check;

  GraphqlCop(Severity severity, Predicate<HttpTestClient> check) {
    this.severity = severity;
    this.check = check;
  }

  Severity severity() {
    return severity;
  }

  /** Whether the check reports a finding. */
  boolean finds(HttpTestClient http) {
    return check.test(http);
  }

  private static String operation(HttpTestClient http, String query) {
    return http.post(json(query)).body();
  }

  private static String json(String query) {
    return Json.createObjectBuilder()
        .add("query", query)
        .add("operationName", "cop")
        .build()
        .toString();
  }

  private static JsonArray errors(HttpTestClient http, String query) {
    var answer = (JsonObject) structure(http.post(json(query)));
    return answer.containsKey("errors")
        ? answer.getJsonArray("errors")
        : JsonArray.EMPTY_JSON_ARRAY;
  }

  private static boolean isAnswered(HttpResponse<String> response) {
    return response.body().contains("\"__typename\":");
  }

  private static JsonStructure structure(HttpResponse<String> response) {
    try (var reader = Json.createReader(new StringReader(response.body()))) {
      return reader.read();
    } catch (JsonException notJson) {
      return JsonObject.EMPTY_JSON_OBJECT;
    }
  }

  private static String aliases(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> "alias" + i + ":__typename \n")
        .collect(Collectors.joining());
  }
}
