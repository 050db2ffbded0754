package io.github.ordermill.endtoend;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints fuzzed values as JSON and as GraphQL literals. */
final class FuzzedLiterals {

  private FuzzedLiterals() {}

  /** Token that is printed unchanged in JSON and in GraphQL, valid or not. */
  record Token(String text) {}

  /** Enum constant: quoted in JSON, unquoted in GraphQL. */
  record EnumValue(String name) {}

  static Token raw(String text) {
    return new Token(text);
  }

  /** The value in JSON, where the enum token LOST is quoted. */
  static String json(Object value) {
    if (value instanceof Map<?, ?> object) {
      return object.entrySet().stream()
          .map(it -> json(it.getKey()) + ":" + json(it.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    } else if (value instanceof List<?> list) {
      return list.stream().map(FuzzedLiterals::json).collect(Collectors.joining(",", "[", "]"));
    } else if (value instanceof Token token) {
      return token.text().equals("LOST") ? "\"LOST\"" : token.text();
    } else if (value instanceof EnumValue constant) {
      return json(constant.name());
    }
    return quoted((String) value);
  }

  /** The value as a GraphQL literal. */
  static String graphql(Object value) {
    if (value instanceof Map<?, ?> object) {
      return object.entrySet().stream()
          .map(it -> it.getKey() + ": " + graphql(it.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    } else if (value instanceof List<?> list) {
      return list.stream().map(FuzzedLiterals::graphql).collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof Token token) {
      return token.text().replaceAll("\\{\"(\\w+)\":", "{$1: ");
    } else if (value instanceof EnumValue constant) {
      return constant.name();
    }
    return quoted((String) value);
  }

  /** String literal in ASCII, valid in JSON and in GraphQL; unpaired surrogates are escaped. */
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
