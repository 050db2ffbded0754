package io.github.ordermill.shared.web.graphql.limits;

import io.github.ordermill.shared.web.graphql.schema.JsonText;
import java.util.Map;

/** Sizes of values as JSON, in bytes of UTF-8. */
final class JsonSize {

  /** Bytes of a number or a boolean: a little more than most of them have. */
  private static final int PRIMITIVE = 6;

  /** Quotes of a text. */
  private static final int QUOTES = 2;

  /** Colon and comma of a member. */
  private static final int MEMBER = 2;

  private static final int BRACKETS = 2;

  private JsonSize() {}

  /** The size of a value, which may be null. */
  static long of(Object value) {
    if (value instanceof String text) {
      return ofText(text);
    } else if (value instanceof JsonText stored) {
      return ofText(stored.text());
    } else if (value instanceof Map<?, ?> object) {
      long size = BRACKETS;
      for (var member : object.entrySet()) {
        size += ofText((String) member.getKey()) + MEMBER + of(member.getValue());
      }
      return size;
    } else if (value instanceof Iterable<?> array) {
      long size = BRACKETS;
      for (var element : array) {
        size += 1 + of(element);
      }
      return size;
    }
    return PRIMITIVE;
  }

  static long ofText(String text) {
    long size = QUOTES + text.length();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character >= 0x80) {
        // half of a pair of surrogates has two of its four bytes
        size += character < 0x800 || Character.isSurrogate(character) ? 1 : 2;
      } else if (character < ' ') {
        size += 5;
      } else if (character == '"' || character == '\\') {
        size++;
      }
    }
    return size;
  }
}
