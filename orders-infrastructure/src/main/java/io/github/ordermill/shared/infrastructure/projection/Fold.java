package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Folds events into states by aggregate: the first part of most projections' transactions. */
public final class Fold {

  private Fold() {}

  /** Ids of aggregates that may have a state before these events. */
  public static Set<UUID> begun(List<RecordedEvent> events) {
    return events.stream()
        .filter(event -> event.version() > 1)
        .map(RecordedEvent::aggregateId)
        .collect(Collectors.toSet());
  }

  /**
   * States after the events, by aggregate id.
   *
   * @param before states before the events
   * @param step from a state, null if there is none, by an event to the next state, or to null
   * @throws EventNotApplicable with the aggregate whose event {@code step} has thrown at
   */
  public static <T> Map<UUID, T> of(
      Map<UUID, T> before, List<RecordedEvent> events, BiFunction<T, RecordedEvent, T> step) {
    var after = new LinkedHashMap<>(before);
    for (var event : events) {
      try {
        after.compute(event.aggregateId(), (id, state) -> step.apply(state, event));
      } catch (RuntimeException | StackOverflowError | LinkageError fault) {
        throw new EventNotApplicable(event.aggregateId(), fault);
      }
    }
    return after;
  }
}
