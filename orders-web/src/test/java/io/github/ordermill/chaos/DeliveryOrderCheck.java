package io.github.ordermill.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Watches events arrive: those of one order must come as 1, 2, 3 …; what has come before may come
 * again, since a batch whose sender died is sent again.
 */
final class DeliveryOrderCheck {

  private final Map<UUID, Integer> last = new HashMap<>();
  private final List<String> breaches = new ArrayList<>();
  private int events;
  private int repetitions;

  synchronized void heard(UUID order, int version) {
    int before = last.getOrDefault(order, 0);
    if (version == before + 1) {
      last.put(order, version);
      events++;
    } else if (version <= before) {
      repetitions++;
    } else {
      breaches.add(order + ": " + version + " after " + before);
    }
  }

  synchronized List<String> breaches() {
    return List.copyOf(breaches);
  }

  /** How many different events have come. */
  synchronized int events() {
    return events;
  }

  synchronized int repetitions() {
    return repetitions;
  }
}
