package io.github.ordermill.chaos;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Events that the log must contain: those of commands accepted in one test, and those that the test
 * appended itself.
 */
final class ExpectedEvents {

  /** Identity of an event: order and version. */
  record EventKey(UUID order, int version) {}

  private final String customerPrefix;
  private final long logStart;
  private final Map<String, EventKey> acceptedByKey = new ConcurrentHashMap<>();
  private final Set<EventKey> appended = ConcurrentHashMap.newKeySet();
  private final Queue<String> conflicts = new ConcurrentLinkedQueue<>();

  /**
   * Creates an empty set.
   *
   * @param customerPrefix prefix of the customer ids of the test
   * @param logStart last position of the log before the test
   */
  ExpectedEvents(String customerPrefix, long logStart) {
    this.customerPrefix = customerPrefix;
    this.logStart = logStart;
  }

  String customerPrefix() {
    return customerPrefix;
  }

  long logStart() {
    return logStart;
  }

  String customerId(int number) {
    return customerPrefix + "-" + number;
  }

  /** Adds an accepted command; a repetition with another result is a conflict. */
  void addAccepted(String key, UUID order, int version) {
    var event = new EventKey(order, version);
    var earlier = acceptedByKey.putIfAbsent(key, event);
    if (earlier != null && !earlier.equals(event)) {
      conflicts.add("key " + key + " was first accepted as " + earlier + ", then " + event);
    }
  }

  /** Adds an event that the test has written into the log by SQL. */
  void addAppended(UUID order, int version) {
    appended.add(new EventKey(order, version));
  }

  /** Number of accepted commands, one per idempotency key. */
  int acceptedCommands() {
    return acceptedByKey.size();
  }

  Map<String, EventKey> acceptedByKey() {
    return Map.copyOf(acceptedByKey);
  }

  Set<EventKey> events() {
    return Stream.concat(acceptedByKey.values().stream(), appended.stream())
        .collect(Collectors.toSet());
  }

  List<String> conflicts() {
    return List.copyOf(conflicts);
  }
}
