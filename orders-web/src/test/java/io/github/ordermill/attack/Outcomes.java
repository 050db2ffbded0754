package io.github.ordermill.attack;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What happened to the requests of an attack, by kind; for use by several threads. */
public final class Outcomes {

  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

  /** Counts one outcome, such as {@code 200} or {@code 503 memoryPercent}. */
  public void add(String outcome) {
    counts.computeIfAbsent(outcome, it -> new LongAdder()).increment();
  }

  /** The number of outcomes whose kind contains {@code part}. */
  public long count(String part) {
    return counts.entrySet().stream()
        .filter(it -> it.getKey().contains(part))
        .mapToLong(it -> it.getValue().sum())
        .sum();
  }

  public long total() {
    return count("");
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
