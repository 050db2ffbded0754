package io.github.ordermill.shared.web.graphql;

import io.github.ordermill.shared.web.graphql.limits.DocumentLimits;
import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.io.OutputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON after <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>, in and out of maps,
 * lists, strings, booleans, null and exact numbers: Integer, Long or BigInteger when whole,
 * otherwise BigDecimal.
 */
public final class Json {

  /** Objects and arrays are nested at most so deep. */
  static final int MAX_DEPTH = 100;

  /** Kept, since looking it up takes longer than most requests. */
  private static final JsonProvider PROVIDER = JsonProvider.provider();

  /** The text is not JSON, or not JSON that is worth reading. */
  public static final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  private Json() {}

  /** The value that {@code text} stands for; of equal keys in an object the last one counts. */
  public static Object read(String text) throws Malformed {
    try (var parser = PROVIDER.createParser(new StringReader(text))) {
      if (!parser.hasNext()) {
        throw new Malformed("there is no value");
      }
      var value = value(parser, parser.next(), 0);
      if (parser.hasNext()) {
        throw new Malformed("there is more than one value");
      }
      return value;
    } catch (JsonException e) {
      throw new Malformed("not well-formed");
    }
  }

  /**
   * The value that {@code text} stands for, where {@code text} is our own.
   *
   * @throws IllegalStateException if it is not JSON
   */
  public static Object readOwn(String text) {
    try {
      return read(text);
    } catch (Malformed e) {
      throw new IllegalStateException("not JSON: " + e.getMessage(), e);
    }
  }

  private static Object value(JsonParser parser, JsonParser.Event event, int depth)
      throws Malformed {
    if (depth > MAX_DEPTH) {
      throw new Malformed("nested more than " + MAX_DEPTH + " levels deep");
    }
    return switch (event) {
      case START_OBJECT -> object(parser, depth);
      case START_ARRAY -> array(parser, depth);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER -> number(parser.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new Malformed("not well-formed");
    };
  }

  private static Map<String, Object> object(JsonParser parser, int depth) throws Malformed {
    var object = new LinkedHashMap<String, Object>();
    for (var event = parser.next(); event != JsonParser.Event.END_OBJECT; event = parser.next()) {
      var key = parser.getString();
      object.put(key, value(parser, parser.next(), depth + 1));
    }
    return object;
  }

  private static List<Object> array(JsonParser parser, int depth) throws Malformed {
    var array = new ArrayList<Object>();
    for (var event = parser.next(); event != JsonParser.Event.END_ARRAY; event = parser.next()) {
      array.add(value(parser, event, depth + 1));
    }
    return array;
  }

  private static Number number(String text) throws Malformed {
    if (text.length() > DocumentLimits.MAX_NUMBER_LENGTH) {
      throw new Malformed(
          "a number has more than " + DocumentLimits.MAX_NUMBER_LENGTH + " characters");
    }
    if (text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      try {
        return new BigDecimal(text);
      } catch (NumberFormatException exponentOutOfRange) {
        throw new Malformed("a number is out of range");
      }
    }
    var whole = new BigInteger(text);
    if (whole.bitLength() < Integer.SIZE) {
      return whole.intValue();
    }
    if (whole.bitLength() < Long.SIZE) {
      return whole.longValue();
    }
    return whole;
  }

  /** Writes {@code value} in UTF-8 and closes {@code out}. */
  public static void write(Object value, OutputStream out) {
    try (var json = PROVIDER.createGenerator(out)) {
      write(value, json);
    }
  }

  private static void write(Object value, JsonGenerator json) {
    if (value instanceof Map<?, ?> object) {
      json.writeStartObject();
      object.forEach(
          (key, member) -> {
            json.writeKey((String) key);
            write(member, json);
          });
      json.writeEnd();
    } else if (value instanceof Iterable<?> array) {
      json.writeStartArray();
      array.forEach(element -> write(element, json));
      json.writeEnd();
    } else if (value instanceof String text) {
      json.write(text);
    } else if (value instanceof Integer number) {
      json.write(number);
    } else if (value instanceof Long number) {
      json.write(number);
    } else if (value instanceof BigInteger number) {
      json.write(number);
    } else if (value instanceof BigDecimal number) {
      json.write(number);
    } else if (value instanceof Double number) {
      json.write(number);
    } else if (value instanceof Boolean flag) {
      json.write(flag);
    } else if (value == null) {
      json.writeNull();
    } else {
      throw new IllegalArgumentException("not a JSON value: " + value.getClass().getName());
    }
  }
}
