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

  /** Some megabytes: what a node sends in a second or two. */
  private static final int MOST = 2_000;

  private final Map<EventRef, RecordedEvent> events =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<EventRef, RecordedEvent> eldest) {
          return size() > MOST;
        }
      };

  synchronized void add(Collection<RecordedEvent> some) {
    some.forEach(event -> events.put(event.ref(), event));
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
