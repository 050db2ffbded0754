package io.github.ordermill.endtoend;

import graphql.language.AstPrinter;
import graphql.language.FieldDefinition;
import graphql.language.Type;
import graphql.schema.idl.SchemaParser;
import io.github.ordermill.client.Selections;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Fuzzed requests generated from the schema and a seed, so that new fields are covered without
 * changes here. Each mutation is certainly invalid and must not change data; queries have unusual
 * arguments, which may be valid.
 */
final class FuzzedRequests {

  private final Random random;
  private final Selections selections;
  private final FuzzedValues values;

  /**
   * Request body.
   *
   * @param field queried field, for messages
   */
  record Request(String field, String body) {}

  /**
   * Creates a generator.
   *
   * @param sdl schema definition
   * @param existingOrder id of an order that no request may change
   */
  FuzzedRequests(String sdl, long seed, String existingOrder) {
    var schema = new SchemaParser().parse(sdl);
    this.random = new Random(seed);
    this.selections = new Selections(schema);
    this.values = new FuzzedValues(schema, random, existingOrder);
  }

  /** Generates requests: 60 % mutations, 30 % queries, 10 % corrupted query bodies. */
  List<Request> requests(int number) {
    var mutations = selections.fields("Mutation");
    var queries = selections.fields("Query");
    var requests = new ArrayList<Request>();
    for (int i = 0; i < number; i++) {
      if (i % 10 < 6) {
        requests.add(request("mutation", mutations.get(random.nextInt(mutations.size()))));
      } else {
        var query = request("query", queries.get(random.nextInt(queries.size())));
        requests.add(i % 10 < 9 ? query : new Request(query.field(), corrupted(query.body())));
      }
    }
    return requests;
  }

  private Request request(String kind, FieldDefinition field) {
    boolean invalid = kind.equals("mutation");
    var arguments = values.arguments(field.getInputValueDefinitions(), invalid);
    boolean inline = random.nextInt(3) == 0;
    var given =
        arguments.entrySet().stream()
            .map(
                it ->
                    it.getKey()
                        + ": "
                        + (inline ? FuzzedLiterals.graphql(it.getValue()) : "$" + it.getKey()))
            .collect(Collectors.joining(", "));
    var declared =
        field.getInputValueDefinitions().stream()
            .filter(it -> arguments.containsKey(it.getName()))
            .map(it -> "$" + it.getName() + ": " + print(it.getType()))
            .collect(Collectors.joining(", "));
    var query =
        kind
            + (inline || arguments.isEmpty() ? "" : " (" + declared + ")")
            + " { it: "
            + field.getName()
            + (arguments.isEmpty() ? "" : "(" + given + ")")
            + selections.of(field.getType(), 2)
            + " }";
    var body =
        "{\"query\":"
            + FuzzedLiterals.json(query)
            + (inline ? "" : ",\"variables\":" + FuzzedLiterals.json(arguments))
            + "}";
    return new Request(field.getName(), body);
  }

  /** Body with a part removed, repeated or replaced by a foreign token. */
  private String corrupted(String body) {
    int from = random.nextInt(body.length());
    int to = Math.min(body.length(), from + 1 + random.nextInt(20));
    return switch (random.nextInt(4)) {
      case 0 -> body.substring(0, from);
      case 1 -> body.substring(0, from) + body.substring(to);
      case 2 -> body.substring(0, to) + body.substring(from);
      default ->
          body.substring(0, from)
              + values.any(
                  "\u0000", "\"", "}", "NaN", "\\ud800", "{", "\uFEFF", "[1,", "\\", "$", "#")
              + body.substring(to);
    };
  }

  private static String print(Type<?> type) {
    return AstPrinter.printAstCompact(type);
  }
}
