package io.github.ordermill.shared.web.graphql.schema;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts a coerced GraphQL value into the Java value of an argument: a map into a record, a name
 * into an enum constant, a list element by element. Scalars have their Java type already. Null
 * stays null.
 */
@FunctionalInterface
interface InputReader {

  InputReader UNCHANGED = value -> value;

  /** The Java value. */
  Object read(Object value);

  /**
   * The reader for a type.
   *
   * @param type a record, an enum, a list of these, or the Java type of a scalar
   */
  static InputReader of(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(of(list.getActualTypeArguments()[0]));
    }
    if (type instanceof Class<?> plain && plain.isRecord()) {
      return record(plain);
    }
    if (type instanceof Class<?> plain && plain.isEnum()) {
      return constant(plain);
    }
    return UNCHANGED;
  }

  private static InputReader list(InputReader element) {
    return value -> {
      if (value == null) {
        return null;
      }
      var read = new ArrayList<Object>(((List<?>) value).size());
      for (var each : (List<?>) value) {
        read.add(element.read(each));
      }
      return read;
    };
  }

  private static InputReader constant(Class<?> type) {
    var constants = new HashMap<Object, Object>();
    for (var constant : type.getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), constant);
    }
    return constants::get;
  }

  private static InputReader record(Class<?> type) {
    var components = type.getRecordComponents();
    var names = Arrays.stream(components).map(RecordComponent::getName).toArray(String[]::new);
    var readers =
        Arrays.stream(components)
            .map(RecordComponent::getAnnotatedType)
            .map(AnnotatedType::getType)
            .map(InputReader::of)
            .toArray(InputReader[]::new);
    var constructor = constructor(type, components);
    return value -> {
      if (value == null) {
        return null;
      }
      var members = (Map<?, ?>) value;
      var arguments = new Object[names.length];
      for (int i = 0; i < names.length; i++) {
        arguments[i] = readers[i].read(members.get(names[i]));
      }
      try {
        return (Object) constructor.invokeExact(arguments);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return MethodHandles.publicLookup()
          .unreflectConstructor(type.getConstructor(types))
          .asSpreader(Object[].class, types.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " has no public constructor", e);
    }
  }
}
