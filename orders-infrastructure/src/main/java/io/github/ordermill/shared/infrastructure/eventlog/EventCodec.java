package io.github.ordermill.shared.infrastructure.eventlog;

import io.github.ordermill.shared.infrastructure.json.JsonCodec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes and reads the payloads of a sealed family of events. A payload has the components of the
 * event under their own names.
 *
 * <p>A change of an event keeps its schema version if payloads written before can be read as they
 * are: a new nullable component is null in them, and a removed one is ignored. Any other change (a
 * component that is renamed, retyped, of another meaning, or new and not nullable) needs an upcast
 * that converts payloads of the version before; each upcast raises the schema version by one.
 *
 * @param <E> the family, a sealed interface of records
 */
public final class EventCodec<E> {

  private final Map<String, Class<? extends E>> types;
  private final Map<String, List<UnaryOperator<ObjectNode>>> upcasts;
  private final JsonCodec json;

  /**
   * Makes the codec of a family.
   *
   * @param envelope the components that are columns of the event log and not part of payloads
   * @param upcasts by event type: the conversion of schema version 1 to 2, of 2 to 3, and so on
   */
  public EventCodec(
      Class<E> family, Set<String> envelope, Map<String, List<UnaryOperator<ObjectNode>>> upcasts) {
    this.types =
        Arrays.stream(family.getPermittedSubclasses())
            .<Class<? extends E>>map(type -> type.asSubclass(family))
            .collect(Collectors.toUnmodifiableMap(EventCodec::typeOf, Function.identity()));
    this.upcasts = Map.copyOf(upcasts);
    this.json = JsonCodec.STANDARD.excluding(family, envelope);
  }

  /** The type under which the log holds the event: the simple name of its record. */
  public String typeOf(E event) {
    return typeOf(event.getClass());
  }

  private static String typeOf(Class<?> type) {
    return type.getSimpleName();
  }

  /** The schema version of payloads that are written now, from 1 on. */
  public int schemaVersionOf(String type) {
    return upcastsOf(type).size() + 1;
  }

  private List<UnaryOperator<ObjectNode>> upcastsOf(String type) {
    return upcasts.getOrDefault(type, List.of());
  }

  /** The payload of an event, without the envelope. */
  public String write(E event) {
    return json.write(event);
  }

  /**
   * The event of a payload.
   *
   * @param envelope the values of the envelope's components, by name
   * @throws IllegalArgumentException if the type or its schema version is unknown, or the payload
   *     is not of that type
   */
  public E read(String type, int schemaVersion, String payload, Map<String, Object> envelope) {
    var record = types.get(type);
    if (record == null) {
      throw new IllegalArgumentException("unknown event type " + type);
    }
    if (schemaVersion < 1 || schemaVersion > schemaVersionOf(type)) {
      throw new IllegalArgumentException("unknown schema version " + schemaVersion + " of " + type);
    }
    try {
      return json.read(record, upcast(type, schemaVersion, payload), envelope);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not the payload of " + type + ": " + e.getMessage(), e);
    }
  }

  private String upcast(String type, int schemaVersion, String payload) {
    var missing = upcastsOf(type).subList(schemaVersion - 1, schemaVersionOf(type) - 1);
    if (missing.isEmpty()) {
      return payload;
    }
    var object = json.readObject(payload);
    for (var upcast : missing) {
      object = upcast.apply(object);
    }
    return object.toString();
  }
}
