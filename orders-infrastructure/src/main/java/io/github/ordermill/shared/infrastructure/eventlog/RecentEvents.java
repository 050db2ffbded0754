package io.github.ordermill.shared.infrastructure.eventlog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Cache of the events that the relay has read last, which every projection needs next. Entries
 * never become stale, since rows of the log do not change.
 */
final class RecentEvents {

  /** Limit in characters of payload, since events differ in length by a factor of a thousand. */
  private static final long MAX_CHARACTERS = 4_000_000;

  private final Map<EventRef, RecordedEvent> events = new LinkedHashMap<>();
  private long characters;

  synchronized void add(Collection<RecordedEvent> some) {
    for (var event : some) {
      var known = events.put(event.ref(), event);
      characters += event.payload().length() - (known == null ? 0 : known.payload().length());
    }
    var eldest = events.values().iterator();
    while (characters > MAX_CHARACTERS) {
      characters -= eldest.next().payload().length();
      eldest.remove();
    }
  }

  /** Events after one version and up to another, if all of them are here. */
  synchronized Optional<List<RecordedEvent>> between(UUID aggregateId, int after, int upTo) {
    var found = new ArrayList<RecordedEvent>();
    for (int version = after + 1; version <= upTo; version++) {
      var event = events.get(new EventRef(aggregateId, version));
      if (event == null) {
        return Optional.empty();
      }
      found.add(event);
    }
    return Optional.of(found);
  }
}
