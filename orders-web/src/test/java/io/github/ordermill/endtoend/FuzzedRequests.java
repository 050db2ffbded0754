package io.github.ordermill.endtoend;

import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Requests that nobody in good faith sends, made up from the schema and a seed: whatever the schema
 * gains is covered from that day on. A mutation has at least one thing wrong with it for certain,
 * so that none may change anything; a query has oddities, which may or may not be wrong.
 */
final class FuzzedRequests {

  private static final String[] TEXTS = {
    "'; DROP TABLE orders; --",
    "1 OR 1=1",
    "x') UNION ALL (VALUES (1",
    "${jndi:ldap://127.0.0.1:1/a}",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "#{7*7}${7*7}%{7*7}",
    "{0} {1,number} %s %n %x",
    "../../../../etc/passwd",
    "\"quoted\" \\ 'text'",
    "%00%0d%0aSet-Cookie: a=b",
    "\u202Eright to left",
    "\uD83D\uDE00 and more",
    "null",
    "undefined",
    "-1",
    "true",
    "[]",
    "a"
  };

  private static final String[] BAD_TEXTS = {
    "a\u0000b",
    "\u0000",
    "\uD800",
    "a\uDC00",
    "\uDC00\uD800",
    "x".repeat(10_001),
    "\u0007 bell",
    "é".repeat(20_000)
  };

  private static final Raw[] WRONG_NUMBERS = {
    raw("1.5"),
    raw("2147483648"),
    raw("-2147483649"),
    raw("99999999999999999999999999"),
    raw("1e400"),
    raw("-1e400"),
    raw("NaN"),
    raw("Infinity"),
    raw("\"1\""),
    raw("\"one\""),
    raw("true"),
    raw("{}"),
    raw("[[]]")
  };

  private static final String[] WRONG_AMOUNTS = {
    "\"NaN\"",
    "\"Infinity\"",
    "\"1e3\"",
    "\"1,5\"",
    "\"\"",
    "\"0x10\"",
    "\"\u0661\"",
    "\"-0.01\"",
    "\"-1\"",
    "\"1" + "0".repeat(50) + "\"",
    "\"0." + "0".repeat(300) + "1\"",
    "\"--1\"",
    "1.5",
    "-1",
    "1e400",
    "NaN",
    "true",
    "{}",
    "[[]]"
  };

  private static final String[] WRONG_TIMES = {
    "\"yesterday\"",
    "\"2026-02-30\"",
    "\"2026-13-01T00:00:00Z\"",
    "\"\"",
    "0",
    "true",
    "{}",
    "\"2026-11-22T20:56:30\"",
    "\"+1000000000-12-31T23:59:59Z\""
  };

  private static final String[] ODD_TIMES = {
    "\"-999999999-01-01T00:00:00Z\"",
    "\"+999999999-12-31T23:59:59.999999999Z\"",
    "\"0000-01-01T00:00:00Z\"",
    "\"9999-12-31\"",
    "\"-4713-01-01\"",
    "\"+294277-01-01\"",
    "\"2026-11-22T20:56:30.501Z\"",
    "\"2026-11-22\""
  };

  private static final Raw NULL = raw("null");

  private final TypeDefinitionRegistry schema;
  private final Random random;
  private final String realOrder;

  /** A token of JSON and GraphQL alike, written as it stands. */
  private record Raw(String text) {}

  /**
   * A body to post.
   *
   * @param field the field of the schema that it is about, for messages
   */
  record Request(String field, String body) {}

  /** Input for the schema in {@code sdl}; {@code realOrder} is one that should stay as it is. */
  FuzzedRequests(String sdl, long seed, String realOrder) {
    this.schema = new SchemaParser().parse(sdl);
    this.random = new Random(seed);
    this.realOrder = realOrder;
  }

  /** So many requests: most mutations, many queries, some that are not even well-formed. */
  List<Request> requests(int number) {
    var mutations = fields("Mutation");
    var queries = fields("Query");
    var requests = new ArrayList<Request>();
    for (int i = 0; i < number; i++) {
      if (i % 10 < 6) {
        requests.add(request("mutation", mutations.get(random.nextInt(mutations.size()))));
      } else {
        var query = request("query", queries.get(random.nextInt(queries.size())));
        requests.add(i % 10 < 9 ? query : new Request(query.field(), mangled(query.body())));
      }
    }
    return requests;
  }

  private List<FieldDefinition> fields(String type) {
    var fields = new ArrayList<FieldDefinition>();
    fields.addAll(((ObjectTypeDefinition) schema.getTypeOrNull(type)).getFieldDefinitions());
    schema
        .objectTypeExtensions()
        .getOrDefault(type, List.of())
        .forEach(it -> fields.addAll(it.getFieldDefinitions()));
    return fields;
  }

  private Request request(String kind, FieldDefinition field) {
    boolean certainlyWrong = kind.equals("mutation");
    var arguments = arguments(field.getInputValueDefinitions(), certainlyWrong);
    boolean inline = random.nextInt(3) == 0;
    var given =
        arguments.entrySet().stream()
            .map(it -> it.getKey() + ": " + (inline ? graphql(it.getValue()) : "$" + it.getKey()))
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
            + selection(field.getType(), 2)
            + " }";
    var body =
        "{\"query\":" + json(query) + (inline ? "" : ",\"variables\":" + json(arguments)) + "}";
    return new Request(field.getName(), body);
  }

  private Map<String, Object> arguments(List<InputValueDefinition> of, boolean certainlyWrong) {
    var wrong = certainlyWrong && !of.isEmpty() ? of.get(random.nextInt(of.size())) : null;
    var values = new LinkedHashMap<String, Object>();
    for (var argument : of) {
      if (argument == wrong) {
        putWrong(values, argument);
      } else if (argument.getName().equals("idempotencyKey")) {
        continue; // refusals under a key are recorded, and rightly so
      } else if (argument.getType() instanceof NonNullType || random.nextBoolean()) {
        values.put(argument.getName(), plausible(argument.getName(), argument.getType()));
      }
    }
    return values;
  }

  private void putWrong(Map<String, Object> values, InputValueDefinition argument) {
    boolean isNeeded =
        argument.getType() instanceof NonNullType && argument.getDefaultValue() == null;
    if (!isNeeded || random.nextInt(8) > 0) {
      values.put(argument.getName(), wrong(argument.getName(), argument.getType()));
    }
  }

  /** What could be right, odd as it may look. */
  private Object plausible(String name, Type<?> type) {
    if (type instanceof NonNullType nonNull) {
      return plausible(name, nonNull.getType());
    }
    if (type instanceof ListType list) {
      int size = random.nextInt(20) == 0 ? 150 : random.nextInt(4);
      var values = new ArrayList<Object>();
      for (int i = 0; i < size; i++) {
        values.add(plausible(name, list.getType()));
      }
      return values;
    }
    var typeName = ((TypeName) type).getName();
    var definition = schema.getTypeOrNull(typeName);
    if (definition instanceof InputObjectTypeDefinition object) {
      return arguments(object.getInputValueDefinitions(), false);
    }
    if (definition instanceof EnumTypeDefinition names) {
      var values = names.getEnumValueDefinitions();
      return enumValue(values.get(random.nextInt(values.size())).getName());
    }
    return switch (typeName) {
      case "Int" -> raw(any("1", "0", "-1", "2", "100", "101", "2147483647", "-2147483648"));
      case "Boolean" -> raw(any("true", "false"));
      case "Float" -> raw(any("1.5", "0", "-1e300"));
      case "Decimal" -> raw(any("\"1.50\"", "\"0\"", "\"19.90\"", "\"999999999.99\"", "\"-5\""));
      case "DateTime", "Date" -> raw(any(ODD_TIMES));
      default -> isIdentity(name) ? identity() : any(TEXTS);
    };
  }

  private Object identity() {
    return switch (random.nextInt(6)) {
      case 0 -> realOrder;
      case 1 -> any(TEXTS);
      case 2 -> new UUID(0, 0).toString();
      default -> nobodys();
    };
  }

  /** Where an identity is needed, it is one of something that exists. */
  private String nobodys() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private static boolean isIdentity(String name) {
    return name.equals("id") || name.equals("orderId");
  }

  /** What cannot be right. */
  private Object wrong(String name, Type<?> type) {
    if (type instanceof NonNullType nonNull) {
      return switch (random.nextInt(8)) {
        case 0 -> NULL;
        case 1, 2 -> isIdentity(name) ? nobodys() : wrong(name, nonNull.getType());
        default -> wrong(name, nonNull.getType());
      };
    }
    if (type instanceof ListType list) {
      if (random.nextInt(4) == 0) {
        return raw(any("{\"a\":1}", "\"text\"", "17", "[null]", "[[[]]]"));
      }
      var values = new ArrayList<Object>();
      values.add(wrong(name, list.getType()));
      if (random.nextBoolean()) {
        values.add(plausible(name, list.getType()));
      }
      return values;
    }
    var typeName = ((TypeName) type).getName();
    var definition = schema.getTypeOrNull(typeName);
    if (definition instanceof InputObjectTypeDefinition object) {
      return wrong(object);
    }
    if (definition instanceof EnumTypeDefinition) {
      return raw(any("\"LOST\"", "LOST", "\"placed\"", "1", "{}", "[[]]", "true"));
    }
    return switch (typeName) {
      case "Int" -> WRONG_NUMBERS[random.nextInt(WRONG_NUMBERS.length)];
      case "Boolean" -> raw(any("\"true\"", "1", "{}"));
      case "Float" -> raw(any("\"1\"", "{}", "true"));
      case "Decimal" -> raw(any(WRONG_AMOUNTS));
      case "DateTime", "Date" -> raw(any(WRONG_TIMES));
      default ->
          random.nextInt(3) > 0 ? any(BAD_TEXTS) : raw(any("1.5", "true", "{}", "[[]]", "NaN"));
    };
  }

  private Object wrong(InputObjectTypeDefinition object) {
    if (random.nextInt(8) == 0) {
      return raw(any("\"text\"", "17", "true", "[[]]", "{\"nonsense\":1}"));
    }
    var values = arguments(object.getInputValueDefinitions(), true);
    if (random.nextInt(8) == 0) {
      values.put(any("nonsense", "__proto__", "constructor"), any(TEXTS));
    }
    return values;
  }

  private Object enumValue(String name) {
    return new EnumValue(name);
  }

  /** In quotes in JSON, without them in GraphQL. */
  private record EnumValue(String name) {}

  /** A body with a piece left out, doubled, or replaced by something that does not belong there. */
  private String mangled(String body) {
    int from = random.nextInt(body.length());
    int to = Math.min(body.length(), from + 1 + random.nextInt(20));
    return switch (random.nextInt(4)) {
      case 0 -> body.substring(0, from);
      case 1 -> body.substring(0, from) + body.substring(to);
      case 2 -> body.substring(0, to) + body.substring(from);
      default ->
          body.substring(0, from)
              + any("\u0000", "\"", "}", "NaN", "\\ud800", "{", "\uFEFF", "[1,", "\\", "$", "#")
              + body.substring(to);
    };
  }

  private String selection(Type<?> type, int depth) {
    var info = TypeInfo.typeInfo(type);
    var definition = schema.getTypeOrNull(info.getName());
    if (!(definition instanceof ObjectTypeDefinition object)) {
      return schema.scalars().containsKey(info.getName())
              || definition instanceof EnumTypeDefinition
          ? ""
          : " { __typename ... on Refusal { code message } ... on InvalidInput { violations { path message } } }";
    }
    return object.getFieldDefinitions().stream()
        .filter(
            field ->
                field.getInputValueDefinitions().stream()
                    .noneMatch(it -> it.getType() instanceof NonNullType))
        .filter(field -> depth > 1 || isLeaf(field))
        .map(field -> field.getName() + selection(field.getType(), depth - 1))
        .collect(Collectors.joining(" ", " { ", " }"));
  }

  private boolean isLeaf(FieldDefinition field) {
    var name = TypeInfo.typeInfo(field.getType()).getName();
    return schema.scalars().containsKey(name)
        || schema.getTypeOrNull(name) instanceof EnumTypeDefinition;
  }

  private static String print(Type<?> type) {
    return graphql.language.AstPrinter.printAstCompact(type);
  }

  private static Raw raw(String text) {
    return new Raw(text);
  }

  private String any(String... of) {
    return of[random.nextInt(of.length)];
  }

  private static String json(Object value) {
    if (value instanceof Map<?, ?> object) {
      return object.entrySet().stream()
          .map(it -> json(it.getKey()) + ":" + json(it.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    } else if (value instanceof List<?> list) {
      return list.stream().map(FuzzedRequests::json).collect(Collectors.joining(",", "[", "]"));
    } else if (value instanceof Raw token) {
      return token.text().equals("LOST") ? "\"LOST\"" : token.text();
    } else if (value instanceof EnumValue constant) {
      return json(constant.name());
    }
    return quoted((String) value);
  }

  private static String graphql(Object value) {
    if (value instanceof Map<?, ?> object) {
      return object.entrySet().stream()
          .map(it -> it.getKey() + ": " + graphql(it.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    } else if (value instanceof List<?> list) {
      return list.stream().map(FuzzedRequests::graphql).collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof Raw token) {
      return token.text().replaceAll("\\{\"(\\w+)\":", "{$1: ");
    } else if (value instanceof EnumValue constant) {
      return constant.name();
    }
    return quoted((String) value);
  }

  /** In ASCII, halves of surrogate pairs included; the same in JSON and in GraphQL. */
  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (char character : text.toCharArray()) {
      if (character == '"' || character == '\\') {
        quoted.append('\\').append(character);
      } else if (character >= ' ' && character <= '~') {
        quoted.append(character);
      } else {
        quoted.append(String.format("\\u%04x", (int) character));
      }
    }
    return quoted.append('"').toString();
  }
}
