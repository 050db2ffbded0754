package io.github.ordermill.shared.infrastructure.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The few things that are done with <a
 * href="https://jakarta.ee/specifications/jsonp/2.1/">JSON-P</a> here. The provider is looked up
 * once; {@code jakarta.json.Json} would look it up at each call.
 */
public final class Json {

  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final JsonReaderFactory READERS = PROVIDER.createReaderFactory(Map.of());

  private Json() {}

  /** An object to be filled. */
  public static JsonObjectBuilder object() {
    return PROVIDER.createObjectBuilder();
  }

  /**
   * The object that {@code text} is.
   *
   * @throws JsonException if it is not a JSON object
   */
  public static JsonObject parse(String text) {
    if (text == null) {
      throw new JsonException("there is no text");
    }
    try (var reader = READERS.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  /** An array of what {@code write} makes of each item. */
  public static <T> JsonArray array(Collection<T> items, Function<T, JsonObject> write) {
    JsonArrayBuilder array = PROVIDER.createArrayBuilder();
    items.forEach(item -> array.add(write.apply(item)));
    return array.build();
  }

  /** What {@code read} makes of each object of the array {@code name}. */
  public static <T> List<T> list(JsonObject object, String name, Function<JsonObject, T> read) {
    return object.getJsonArray(name).stream().map(JsonValue::asJsonObject).map(read).toList();
  }

  /** Text, or null where the member is missing or null. */
  public static String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text ? text.getString() : null;
  }

  /** An instant, or null where the member is missing or null. */
  public static Instant instant(JsonObject object, String name) {
    var text = text(object, name);
    return text == null ? null : Instant.parse(text);
  }

  /** Adds a member unless its value is null. */
  public static void add(JsonObjectBuilder object, String name, Object value) {
    if (value != null) {
      object.add(name, value.toString());
    }
  }
}
