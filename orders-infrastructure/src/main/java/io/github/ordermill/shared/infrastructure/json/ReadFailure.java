package io.github.ordermill.shared.infrastructure.json;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Messages for JSON that could not be read: they name the member, and no class or library. */
final class ReadFailure {

  static final String NO_OBJECT = "it is no JSON object";

  private ReadFailure() {}

  static String messageOf(JacksonException failure, ObjectMapper mapper, String text) {
    if (failure instanceof StreamConstraintsException) {
      return "it is nested too deeply, or a part of it is too long";
    } else if (failure instanceof StreamReadException
        && !(failure instanceof InputCoercionException)) {
      return NO_OBJECT;
    }
    var path = pathOf(failure.getPath());
    if (failure instanceof ValueInstantiationException refusal && refusal.getCause() != null) {
      return refusalOf(refusal, path);
    } else if (path.isEmpty()) {
      return NO_OBJECT;
    } else if (failure instanceof InputCoercionException) {
      return path + " is no number in range";
    } else if (failure instanceof InvalidFormatException format
        && format.getValue() instanceof String value) {
      return path + " is not valid: " + value;
    }
    try {
      return path
          + (isMissing(failure.getPath(), mapper.readTree(text))
              ? " is missing"
              : " is of another type");
    } catch (JacksonException malformedFurtherOn) {
      return NO_OBJECT;
    }
  }

  /** The reason of a record that refused its components. */
  private static String refusalOf(ValueInstantiationException refusal, String path) {
    var reason = refusal.getCause();
    if (reason instanceof IllegalArgumentException) {
      return path.isEmpty() ? reason.getMessage() : path + ": " + reason.getMessage();
    } else if (reason instanceof NullPointerException) {
      var components = refusal.getType().getRawClass().getRecordComponents();
      var missing =
          Arrays.stream(components == null ? new RecordComponent[0] : components)
              .map(RecordComponent::getName)
              .filter(name -> name.equals(reason.getMessage()))
              .findFirst()
              .orElse("something");
      return (path.isEmpty() ? "" : path + ".") + missing + " is missing";
    }
    return (path.isEmpty() ? "it" : path) + " is not valid";
  }

  /** For example {@code lines[0].price.amount}; empty for the whole text. */
  private static String pathOf(List<JacksonException.Reference> references) {
    var path = new StringBuilder();
    for (var reference : references) {
      if (reference.getPropertyName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
      }
    }
    return path.toString();
  }

  private static boolean isMissing(List<JacksonException.Reference> references, JsonNode root) {
    var node = root;
    for (var reference : references) {
      node =
          reference.getPropertyName() == null
              ? node.path(reference.getIndex())
              : node.path(reference.getPropertyName());
    }
    return node.isMissingNode() || node.isNull();
  }
}
