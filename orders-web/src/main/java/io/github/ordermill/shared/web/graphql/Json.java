package io.github.ordermill.shared.web.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ordermill.shared.web.graphql.limits.DocumentLimits;
import io.github.ordermill.shared.web.graphql.schema.JsonText;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON after <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a> as maps, lists, strings,
 * booleans, null and exact numbers: Integer, Long or BigInteger when whole, otherwise BigDecimal.
 */
public final class Json {

  /** Levels of nested objects and arrays. */
  static final int MAX_DEPTH = 100;

  private static final long HEAP_PER_BYTE = 3;

  /** An empty object has 56 bytes, one with a member 176; most values are strings and numbers. */
  private static final long HEAP_PER_VALUE = 64;

  /** Property names are not interned, since clients choose them. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                  .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                  .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(DocumentLimits.MAX_NUMBER_LENGTH)
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The text is not JSON, or exceeds a limit. */
  public static final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  private Json() {}

  /** The value of a text; of equal keys in an object the last one counts. */
  public static Object read(String text) throws Malformed {
    try (var parser = MAPPER.createParser(text)) {
      try {
        if (parser.nextToken() == null) {
          throw new Malformed("there is no value");
        }
        var value = parser.readValueAs(Object.class);
        if (parser.nextToken() != null) {
          throw new Malformed("there is more than one value");
        }
        return value;
      } catch (StreamConstraintsException limitExceeded) {
        throw new Malformed(
            parser.streamReadContext().getNestingDepth() > MAX_DEPTH
                ? "nested more than " + MAX_DEPTH + " levels deep"
                : "a number has more than " + DocumentLimits.MAX_NUMBER_LENGTH + " characters");
      }
    } catch (NumberFormatException exponentOutOfRange) {
      throw new Malformed("a number is out of range");
    } catch (JacksonException e) {
      throw new Malformed("not well-formed");
    }
  }

  /**
   * Heap that reading a text takes at most, in bytes. The text is decoded and its strings are
   * copied; each value has an object of its own, and what separates values counts them.
   */
  public static long heapToRead(byte[] text) {
    long values = 1;
    for (byte character : text) {
      values += character == ',' || character == '[' || character == '{' ? 1 : 0;
    }
    return HEAP_PER_BYTE * text.length + HEAP_PER_VALUE * values;
  }

  /**
   * The value of a text that is our own.
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

  /**
   * Writes {@code value} in UTF-8 and closes {@code out}.
   *
   * @throws IllegalArgumentException if it is not a JSON value
   */
  public static void write(Object value, OutputStream out) {
    // a writer replaces the half of a surrogate pair, where Jackson's own UTF-8 refuses it
    try (var json = MAPPER.createGenerator(new OutputStreamWriter(out, UTF_8))) {
      write(value, json);
    }
  }

  private static void write(Object value, JsonGenerator json) {
    if (value instanceof Map<?, ?> object) {
      json.writeStartObject();
      object.forEach(
          (key, member) -> {
            json.writeName((String) key);
            write(member, json);
          });
      json.writeEndObject();
    } else if (value instanceof Iterable<?> array) {
      json.writeStartArray();
      array.forEach(element -> write(element, json));
      json.writeEndArray();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof BigInteger number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof JsonText stored) {
      json.writeRawValue(stored.text());
    } else if (value == null) {
      json.writeNull();
    } else {
      throw new IllegalArgumentException("not a JSON value: " + value.getClass().getName());
    }
  }
}
