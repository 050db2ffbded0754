package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** What orders have come to after events: what a projection begins its transaction with. */
public final class Fold {

  private Fold() {}

  /** The orders that may have been there before these events. */
  public static Set<UUID> begun(List<RecordedEvent> events) {
    return events.stream()
        .filter(event -> event.version() > 1)
        .map(RecordedEvent::aggregateId)
        .collect(Collectors.toSet());
  }

  /**
   * What is there after the events.
   *
   * @param before what was there, by order
   * @param step from what an order was, null if nothing, by an event to what it is, or to null
   * @throws EventNotApplicable with the order whose event {@code step} has thrown at
   */
  public static <T> Map<UUID, T> of(
      Map<UUID, T> before, List<RecordedEvent> events, BiFunction<T, RecordedEvent, T> step) {
    var after = new LinkedHashMap<>(before);
    for (var event : events) {
      try {
        after.compute(event.aggregateId(), (id, it) -> step.apply(it, event));
      } catch (RuntimeException fault) {
        throw new EventNotApplicable(event.aggregateId(), fault);
      }
    }
    return after;
  }
}
