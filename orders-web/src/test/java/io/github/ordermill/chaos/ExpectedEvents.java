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

/** What clients were told: every command accepted in one run, and nothing else. */
final class ExpectedEvents {

  /** An order at a version: one event. */
  record Entry(UUID order, int version) {}

  private final String run;
  private final long mark;
  private final Map<String, Entry> answers = new ConcurrentHashMap<>();
  private final Set<Entry> appended = ConcurrentHashMap.newKeySet();
  private final Queue<String> contradictions = new ConcurrentLinkedQueue<>();

  /**
   * An empty ledger.
   *
   * @param run what the run's customers begin with
   * @param mark the end of the log before the run
   */
  ExpectedEvents(String run, long mark) {
    this.run = run;
    this.mark = mark;
  }

  String run() {
    return run;
  }

  long mark() {
    return mark;
  }

  String customer(int number) {
    return run + "-" + number;
  }

  /** An accepted command; accepted again it must have the same effect. */
  void accepted(String key, UUID order, int version) {
    var entry = new Entry(order, version);
    var before = answers.putIfAbsent(key, entry);
    if (before != null && !before.equals(entry)) {
      contradictions.add("key " + key + " was answered " + before + ", then " + entry);
    }
  }

  /** An event that the test itself has written into the log. */
  void appended(UUID order, int version) {
    appended.add(new Entry(order, version));
  }

  /** How many commands were accepted, each key once. */
  int size() {
    return answers.size();
  }

  Map<String, Entry> answers() {
    return Map.copyOf(answers);
  }

  /** Every event that must be in the log. */
  Set<Entry> entries() {
    return Stream.concat(answers.values().stream(), appended.stream()).collect(Collectors.toSet());
  }

  List<String> contradictions() {
    return List.copyOf(contradictions);
  }
}
