package io.github.ordermill.shared.infrastructure.eventlog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The events that were read from the log last. The log's rows do not change, and what the relay has
 * read every projection is about to want.
 */
final class RecentEvents {

  /** In characters of payload, since one order may be a thousand times as long as another. */
  private static final long MOST = 4_000_000;

  private final Map<EventRef, RecordedEvent> events = new LinkedHashMap<>();
  private long characters;

  synchronized void add(Collection<RecordedEvent> some) {
    for (var event : some) {
      var known = events.put(event.ref(), event);
      characters += event.payload().length() - (known == null ? 0 : known.payload().length());
    }
    var eldest = events.values().iterator();
    while (characters > MOST) {
      characters -= eldest.next().payload().length();
      eldest.remove();
    }
  }

  /** The versions of an order beyond one and up to another, if all of them are here. */
  synchronized Optional<List<RecordedEvent>> between(UUID order, int beyond, int upTo) {
    var found = new ArrayList<RecordedEvent>();
    for (int version = beyond + 1; version <= upTo; version++) {
      var event = events.get(new EventRef(order, version));
      if (event == null) {
        return Optional.empty();
      }
      found.add(event);
    }
    return Optional.of(found);
  }
}
