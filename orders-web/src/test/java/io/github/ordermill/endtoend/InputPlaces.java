package io.github.ordermill.endtoend;

import static io.github.ordermill.endtoend.FuzzedLiterals.raw;

import graphql.language.AstPrinter;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.github.ordermill.client.Selections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Every place of an input in a schema: each argument of a query or mutation, each field of input
 * objects in it, each element of lists. Generated, so that new inputs are covered.
 */
final class InputPlaces {

  private static final Object MISSING = new Object();

  private final TypeDefinitionRegistry schema;
  private final Selections selections;

  InputPlaces(String sdl) {
    schema = new SchemaParser().parse(sdl);
    selections = new Selections(schema);
  }

  /**
   * A place.
   *
   * @param kind {@code query} or {@code mutation}
   * @param steps name of the argument, then names of fields, and 0 for the element of a list
   * @param hasDefault whether the schema has a default value for it
   */
  record Place(
      String kind, FieldDefinition field, List<Object> steps, Type<?> type, boolean hasDefault) {

    /** The place as violations name it. */
    String path() {
      return steps.stream()
          .map(step -> step instanceof Integer index ? "[" + index + "]" : "." + step)
          .collect(Collectors.joining())
          .substring(1);
    }

    boolean isNonNull() {
      return type instanceof NonNullType;
    }

    boolean isElement() {
      return steps.get(steps.size() - 1) instanceof Integer;
    }

    @Override
    public String toString() {
      return field.getName() + " " + path();
    }
  }

  List<Place> all() {
    var places = new ArrayList<Place>();
    for (var root : List.of("Query", "Mutation")) {
      for (var field : selections.fields(root)) {
        for (var argument : field.getInputValueDefinitions()) {
          add(places, root.toLowerCase(), field, List.of(argument.getName()), argument);
        }
      }
    }
    return places;
  }

  private void add(
      List<Place> places,
      String kind,
      FieldDefinition field,
      List<Object> steps,
      InputValueDefinition input) {
    add(places, kind, field, steps, input.getType(), input.getDefaultValue() != null);
  }

  private void add(
      List<Place> places,
      String kind,
      FieldDefinition field,
      List<Object> steps,
      Type<?> type,
      boolean hasDefault) {
    places.add(new Place(kind, field, steps, type, hasDefault));
    var nullable = nullable(type);
    if (nullable instanceof ListType list) {
      add(places, kind, field, plus(steps, 0), list.getType(), false);
    } else if (object(nullable) != null) {
      for (var member : object(nullable).getInputValueDefinitions()) {
        add(places, kind, field, plus(steps, member.getName()), member);
      }
    }
  }

  private static List<Object> plus(List<Object> steps, Object step) {
    var more = new ArrayList<>(steps);
    more.add(step);
    return more;
  }

  /** Values of every kind that does not fit the type, except lists for lists. */
  List<FuzzedLiterals.Token> wrongKinds(Type<?> type) {
    var nullable = nullable(type);
    if (nullable instanceof ListType list) {
      return wrongKinds(list.getType()).stream().filter(it -> !it.text().startsWith("[")).toList();
    }
    var name = ((TypeName) nullable).getName();
    var texts =
        object(nullable) != null
            ? List.of("[\"x\"]", "1", "1.5", "true", "\"x\"", "{\"nonsense\":1}")
            : switch (name) {
              case "ID" -> List.of("{\"a\":1}", "[\"x\"]", "{}", "[]", "1.5", "true");
              case "String" -> List.of("{\"a\":1}", "[\"x\"]", "{}", "[]", "1", "1.5", "true");
              case "Int" ->
                  List.of("{\"a\":1}", "[1]", "1.5", "true", "\"1\"", "2147483648", "1e99");
              case "Boolean" -> List.of("{\"a\":1}", "[true]", "1", "1.5", "\"true\"");
              default -> List.of("{\"a\":1}", "[\"x\"]", "1", "1.5", "true", "\"x\"");
            };
    return texts.stream().map(FuzzedLiterals::raw).toList();
  }

  /** The body of a request with a value at the place; the argument is a variable. */
  String inVariable(Place place, Object value) {
    var argument = (String) place.steps().get(0);
    var arguments = arguments(place, value);
    var declared =
        place.field().getInputValueDefinitions().stream()
            .filter(it -> it.getName().equals(argument))
            .map(it -> "$" + argument + ": " + AstPrinter.printAstCompact(it.getType()))
            .findFirst()
            .orElseThrow();
    var given = new LinkedHashMap<>(arguments);
    given.put(argument, raw("$" + argument));
    var variables = new LinkedHashMap<String, Object>();
    if (arguments.containsKey(argument)) {
      variables.put(argument, arguments.get(argument));
    }
    return body(place, "(" + declared + ")", given, variables);
  }

  /** The same without the value. */
  String withoutValueInVariable(Place place) {
    return inVariable(place, MISSING);
  }

  /** The body of a request with a value at the place, as a literal. */
  String asLiteral(Place place, Object value) {
    return body(place, "", arguments(place, value), Map.of());
  }

  /** The same without the value. */
  String withoutValueAsLiteral(Place place) {
    return asLiteral(place, MISSING);
  }

  /**
   * The body of a request with a nullable variable at the place.
   *
   * @param hasDefault whether the variable has a default value
   * @param variables by name; the variable is {@code v}
   */
  String withNullableVariable(Place place, boolean hasDefault, Map<String, Object> variables) {
    var type = nullable(place.type());
    var byDefault =
        hasDefault
            ? " = " + FuzzedLiterals.graphql(valid(String.valueOf(place.steps()), type))
            : "";
    return body(
        place,
        "($v: " + AstPrinter.printAstCompact(type) + byDefault + ")",
        arguments(place, raw("$v")),
        variables);
  }

  private String body(
      Place place, String declared, Map<String, Object> arguments, Map<String, Object> variables) {
    var given =
        arguments.entrySet().stream()
            .map(it -> it.getKey() + ": " + FuzzedLiterals.graphql(it.getValue()))
            .collect(Collectors.joining(", ", "(", ")"));
    var query =
        "%s %s { it: %s%s%s }"
            .formatted(
                place.kind(),
                declared,
                place.field().getName(),
                given.equals("()") ? "" : given,
                selections.of(place.field().getType(), 2));
    return "{\"query\":"
        + FuzzedLiterals.json(query)
        + ",\"variables\":"
        + FuzzedLiterals.json(variables)
        + "}";
  }

  /** The required arguments, and at the place the value. */
  private Map<String, Object> arguments(Place place, Object value) {
    return members(place.field().getInputValueDefinitions(), place.steps(), value);
  }

  private Map<String, Object> members(
      List<InputValueDefinition> definitions, List<Object> steps, Object value) {
    var members = new LinkedHashMap<String, Object>();
    for (var definition : definitions) {
      boolean isOnTheWay = !steps.isEmpty() && steps.get(0).equals(definition.getName());
      boolean isRequired =
          definition.getType() instanceof NonNullType && definition.getDefaultValue() == null;
      if (isOnTheWay) {
        var there = value(definition.getName(), definition.getType(), below(steps), value);
        if (there != MISSING) {
          members.put(definition.getName(), there);
        }
      } else if (isRequired) {
        members.put(definition.getName(), valid(definition.getName(), definition.getType()));
      }
    }
    return members;
  }

  private Object value(String name, Type<?> type, List<Object> steps, Object value) {
    if (steps.isEmpty()) {
      return value;
    }
    var nullable = nullable(type);
    if (nullable instanceof ListType list) {
      var element = value(name, list.getType(), below(steps), value);
      return element == MISSING ? List.of() : List.of(element);
    }
    return members(object(nullable).getInputValueDefinitions(), steps, value);
  }

  private static List<Object> below(List<Object> steps) {
    return steps.subList(1, steps.size());
  }

  /** A value that the schema allows. */
  private Object valid(String name, Type<?> type) {
    var nullable = nullable(type);
    if (nullable instanceof ListType list) {
      return List.of(valid(name, list.getType()));
    }
    var typeName = ((TypeName) nullable).getName();
    if (object(nullable) != null) {
      return members(object(nullable).getInputValueDefinitions(), List.of(), MISSING);
    }
    if (schema.getTypeOrNull(typeName) instanceof EnumTypeDefinition names) {
      return new FuzzedLiterals.EnumValue(names.getEnumValueDefinitions().get(0).getName());
    }
    return switch (typeName) {
      case "Int" -> raw("1");
      case "Boolean" -> raw("true");
      case "Decimal" -> "1.00";
      case "DateTime" -> "2026-11-22T20:56:30.501Z";
      case "Date" -> "2026-11-22";
      default ->
          switch (name) {
            case "country" -> "DE";
            case "currency" -> "EUR";
            default -> UUID.randomUUID().toString();
          };
    };
  }

  private InputObjectTypeDefinition object(Type<?> type) {
    return type instanceof TypeName name
            && schema.getTypeOrNull(name.getName()) instanceof InputObjectTypeDefinition object
        ? object
        : null;
  }

  private static Type<?> nullable(Type<?> type) {
    return type instanceof NonNullType nonNull ? nonNull.getType() : type;
  }
}
