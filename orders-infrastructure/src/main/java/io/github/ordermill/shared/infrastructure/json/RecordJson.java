package io.github.ordermill.shared.infrastructure.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/**
 * Records as JSON objects, component by component, under the components' own names. Null is left
 * out; a record of one component (an identity, say) is written as that component alone; exact
 * amounts are text.
 */
public final class RecordJson {

  private static final JsonProvider PROVIDER = JsonProvider.provider();

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private RecordJson() {}

  /** What a record is made of and how one is made. */
  private record Shape(List<RecordComponent> components, Constructor<?> constructor) {

    static Shape of(Class<?> type) {
      var components = List.of(type.getRecordComponents());
      try {
        return new Shape(
            components,
            type.getDeclaredConstructor(
                components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new)));
      } catch (NoSuchMethodException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    static Object of(RecordComponent component, Object record) {
      try {
        return component.getAccessor().invoke(record);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
    }

    Object make(Object[] arguments) {
      try {
        return constructor.newInstance(arguments);
      } catch (InvocationTargetException refused) {
        throw new IllegalArgumentException(reasonOf(refused.getCause()), refused.getCause());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot make a " + constructor.getDeclaringClass(), e);
      }
    }

    /** What the record itself says, and otherwise nothing that names a class. */
    private String reasonOf(Throwable refusal) {
      if (refusal instanceof IllegalArgumentException) {
        return String.valueOf(refusal.getMessage());
      }
      return components.stream()
          .map(RecordComponent::getName)
          .filter(name -> name.equals(refusal.getMessage()))
          .findFirst()
          .orElse("something")
          .concat(" is missing");
    }
  }

  /** The record as an object. */
  public static JsonObject write(Record record) {
    return write(record, List.of());
  }

  /** The record as an object, without some of its components. */
  public static JsonObject write(Record record, List<String> without) {
    var json = Json.object();
    for (var component : SHAPES.get(record.getClass()).components) {
      var value = Shape.of(component, record);
      if (value != null && !without.contains(component.getName())) {
        json.add(component.getName(), toJson(value));
      }
    }
    return json.build();
  }

  /**
   * The record that {@code json} is.
   *
   * @throws IllegalArgumentException if it is not one of that type
   */
  public static <R extends Record> R read(Class<R> type, JsonObject json) {
    return read(type, json, Map.of());
  }

  /**
   * The record that {@code json} is, but for some components that are given.
   *
   * @param given component values by name
   * @throws IllegalArgumentException if it is not one of that type
   */
  public static <R extends Record> R read(
      Class<R> type, JsonObject json, Map<String, Object> given) {
    var shape = SHAPES.get(type);
    var arguments =
        shape.components.stream()
            .map(
                component ->
                    given.containsKey(component.getName())
                        ? given.get(component.getName())
                        : member(component, json))
            .toArray();
    return type.cast(shape.make(arguments));
  }

  /** The record as JSON text, in the form that it has within another. */
  public static String text(Record record) {
    return toJson(record).toString();
  }

  /**
   * The record that JSON text is, in the form that it has within another.
   *
   * @throws JsonException if it is no JSON
   * @throws IllegalArgumentException if it is not one of that type
   */
  public static <R extends Record> R parse(Class<R> type, String text) {
    try (var reader = PROVIDER.createReader(new StringReader(text))) {
      return type.cast(fromJson(type, reader.readValue()));
    }
  }

  private static Object member(RecordComponent component, JsonObject json) {
    var value = json.get(component.getName());
    if (value == null || value == JsonValue.NULL) {
      if (component.getType().isPrimitive()) {
        throw new IllegalArgumentException(component.getName() + " is missing");
      }
      return null;
    }
    try {
      return fromJson(component.getGenericType(), value);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(component.getName() + " is of another type", e);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(component.getName() + " is no number in range", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(component.getName() + ": " + e.getMessage(), e);
    }
  }

  private static JsonValue toJson(Object value) {
    if (value instanceof String text) {
      return PROVIDER.createValue(text);
    } else if (value instanceof Integer number) {
      return PROVIDER.createValue(number);
    } else if (value instanceof Long number) {
      return PROVIDER.createValue(number);
    } else if (value instanceof BigDecimal amount) {
      return PROVIDER.createValue(amount.toPlainString());
    } else if (value instanceof Currency currency) {
      return PROVIDER.createValue(currency.getCurrencyCode());
    } else if (value instanceof Enum<?> constant) {
      return PROVIDER.createValue(constant.name());
    } else if (value instanceof List<?> list) {
      var array = PROVIDER.createArrayBuilder();
      list.forEach(item -> array.add(toJson(item)));
      return array.build();
    } else if (value instanceof Record record) {
      var components = SHAPES.get(record.getClass()).components;
      return components.size() == 1 ? toJson(Shape.of(components.get(0), record)) : write(record);
    }
    throw new IllegalArgumentException("no JSON for " + value.getClass());
  }

  private static Object fromJson(Type type, JsonValue json) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return ((JsonArray) json)
          .stream().map(item -> fromJson(list.getActualTypeArguments()[0], item)).toList();
    } else if (type == String.class) {
      return text(json);
    } else if (type == int.class || type == Integer.class) {
      return ((JsonNumber) json).intValueExact();
    } else if (type == long.class || type == Long.class) {
      return ((JsonNumber) json).longValueExact();
    } else if (type == BigDecimal.class) {
      return new BigDecimal(text(json));
    } else if (type == Currency.class) {
      return Currency.getInstance(text(json));
    } else if (type instanceof Class<?> constants && constants.isEnum()) {
      return Arrays.stream(constants.getEnumConstants())
          .filter(constant -> ((Enum<?>) constant).name().equals(text(json)))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("unknown: " + text(json)));
    } else if (type instanceof Class<?> record && record.isRecord()) {
      var shape = SHAPES.get(record);
      return shape.components.size() == 1
          ? shape.make(new Object[] {fromJson(shape.components.get(0).getGenericType(), json)})
          : read(record.asSubclass(Record.class), (JsonObject) json);
    }
    throw new IllegalArgumentException("no JSON for " + type);
  }

  private static String text(JsonValue json) {
    return ((JsonString) json).getString();
  }
}
