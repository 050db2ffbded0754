package io.github.ordermill.endtoend;

import static io.github.ordermill.endtoend.FuzzedLiterals.raw;

import graphql.language.EnumTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.github.ordermill.endtoend.FuzzedLiterals.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Random values for the input types of a schema: unusual ones, and ones that are certainly invalid.
 * Values are maps, lists, strings, and tokens and enum constants of {@link FuzzedLiterals}.
 */
final class FuzzedValues {

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

  private static final String[] INVALID_TEXTS = {
    "a\u0000b",
    "\u0000",
    "\uD800",
    "a\uDC00",
    "\uDC00\uD800",
    "x".repeat(10_001),
    "\u0007 bell",
    "é".repeat(20_000)
  };

  private static final Token[] INVALID_NUMBERS = {
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

  private static final String[] INVALID_AMOUNTS = {
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

  private static final String[] INVALID_TIMES = {
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

  private static final String[] UNUSUAL_TIMES = {
    "\"-999999999-01-01T00:00:00Z\"",
    "\"+999999999-12-31T23:59:59.999999999Z\"",
    "\"0000-01-01T00:00:00Z\"",
    "\"9999-12-31\"",
    "\"-4713-01-01\"",
    "\"+294277-01-01\"",
    "\"2026-11-22T20:56:30.501Z\"",
    "\"2026-11-22\""
  };

  private final TypeDefinitionRegistry schema;
  private final Random random;
  private final String existingOrder;

  /**
   * Creates a source of values.
   *
   * @param existingOrder id that is sometimes used where an order id is expected
   */
  FuzzedValues(TypeDefinitionRegistry schema, Random random, String existingOrder) {
    this.schema = schema;
    this.random = random;
    this.existingOrder = existingOrder;
  }

  /**
   * Values by argument name; optional arguments are sometimes absent.
   *
   * @param invalid whether one argument, or a value within it, is certainly invalid
   */
  Map<String, Object> arguments(List<InputValueDefinition> definitions, boolean invalid) {
    var invalidArgument =
        invalid && !definitions.isEmpty()
            ? definitions.get(random.nextInt(definitions.size()))
            : null;
    var values = new LinkedHashMap<String, Object>();
    for (var argument : definitions) {
      if (argument == invalidArgument) {
        putInvalid(values, argument);
      } else if (argument.getName().equals("idempotencyKey")) {
        continue; // refusals with a key are recorded, which would change a table
      } else if (argument.getType() instanceof NonNullType || random.nextBoolean()) {
        values.put(argument.getName(), plausible(argument.getName(), argument.getType()));
      }
    }
    return values;
  }

  private void putInvalid(Map<String, Object> values, InputValueDefinition argument) {
    boolean isRequired =
        argument.getType() instanceof NonNullType && argument.getDefaultValue() == null;
    if (!isRequired || random.nextInt(8) > 0) {
      values.put(argument.getName(), invalid(argument.getName(), argument.getType()));
    }
  }

  /** Value of the right type with unusual content, which may be valid or not. */
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
      return new FuzzedLiterals.EnumValue(values.get(random.nextInt(values.size())).getName());
    }
    return switch (typeName) {
      case "Int" -> raw(any("1", "0", "-1", "2", "100", "101", "2147483647", "-2147483648"));
      case "Boolean" -> raw(any("true", "false"));
      case "Float" -> raw(any("1.5", "0", "-1e300"));
      case "Decimal" -> raw(any("\"1.50\"", "\"0\"", "\"19.90\"", "\"999999999.99\"", "\"-5\""));
      case "DateTime", "Date" -> raw(any(UNUSUAL_TIMES));
      default -> isId(name) ? id() : any(TEXTS);
    };
  }

  private Object id() {
    return switch (random.nextInt(6)) {
      case 0 -> existingOrder;
      case 1 -> any(TEXTS);
      case 2 -> new UUID(0, 0).toString();
      default -> randomId();
    };
  }

  private String randomId() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private static boolean isId(String name) {
    return name.equals("id") || name.equals("orderId");
  }

  /** Value that the schema or the validation certainly rejects. */
  private Object invalid(String name, Type<?> type) {
    if (type instanceof NonNullType nonNull) {
      return switch (random.nextInt(8)) {
        case 0 -> raw("null");
        // A well-formed id of no order, where an id is expected.
        case 1, 2 -> isId(name) ? randomId() : invalid(name, nonNull.getType());
        default -> invalid(name, nonNull.getType());
      };
    }
    if (type instanceof ListType list) {
      if (random.nextInt(4) == 0) {
        return raw(any("{\"a\":1}", "\"text\"", "17", "[null]", "[[[]]]"));
      }
      var values = new ArrayList<Object>();
      values.add(invalid(name, list.getType()));
      if (random.nextBoolean()) {
        values.add(plausible(name, list.getType()));
      }
      return values;
    }
    var typeName = ((TypeName) type).getName();
    var definition = schema.getTypeOrNull(typeName);
    if (definition instanceof InputObjectTypeDefinition object) {
      return invalid(object);
    }
    if (definition instanceof EnumTypeDefinition) {
      return raw(any("\"LOST\"", "LOST", "\"placed\"", "1", "{}", "[[]]", "true"));
    }
    return switch (typeName) {
      case "Int" -> INVALID_NUMBERS[random.nextInt(INVALID_NUMBERS.length)];
      case "Boolean" -> raw(any("\"true\"", "1", "{}"));
      case "Float" -> raw(any("\"1\"", "{}", "true"));
      case "Decimal" -> raw(any(INVALID_AMOUNTS));
      case "DateTime", "Date" -> raw(any(INVALID_TIMES));
      default ->
          random.nextInt(3) > 0 ? any(INVALID_TEXTS) : raw(any("1.5", "true", "{}", "[[]]", "NaN"));
    };
  }

  private Object invalid(InputObjectTypeDefinition object) {
    if (random.nextInt(8) == 0) {
      return raw(any("\"text\"", "17", "true", "[[]]", "{\"nonsense\":1}"));
    }
    var values = arguments(object.getInputValueDefinitions(), true);
    if (random.nextInt(8) == 0) {
      values.put(any("nonsense", "__proto__", "constructor"), any(TEXTS));
    }
    return values;
  }

  /** One of the given texts. */
  String any(String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
