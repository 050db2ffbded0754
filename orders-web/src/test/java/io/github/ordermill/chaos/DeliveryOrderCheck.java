package io.github.ordermill.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Checks that the events of each order arrive as 1, 2, 3 … Duplicates are allowed, since a batch is
 * sent again when its sender dies.
 */
final class DeliveryOrderCheck {

  private final Map<UUID, Integer> last = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private int events;
  private int duplicates;

  synchronized void received(UUID order, int version) {
    int previous = last.getOrDefault(order, 0);
    if (version == previous + 1) {
      last.put(order, version);
      events++;
    } else if (version <= previous) {
      duplicates++;
    } else {
      violations.add(order + ": " + version + " after " + previous);
    }
  }

  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /** Number of different events received. */
  synchronized int events() {
    return events;
  }

  synchronized int duplicates() {
    return duplicates;
  }
}
