package io.github.ordermill.shared.infrastructure.projection;

import java.util.concurrent.atomic.LongAdder;

/** What one projection has done on this node since it started. */
public final class ProjectionCounters {

  private final LongAdder applied = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder gapsFilled = new LongAdder();
  private final LongAdder swept = new LongAdder();
  private final LongAdder parked = new LongAdder();
  private final LongAdder rejected = new LongAdder();

  void applied(int events, int duplicateEvents, int ordersReadFromLog) {
    applied.add(events);
    duplicates.add(duplicateEvents);
    gapsFilled.add(ordersReadFromLog);
  }

  void swept(int orders) {
    swept.add(orders);
  }

  void eventParked() {
    parked.increment();
  }

  void messageRejected() {
    rejected.increment();
  }

  /** Events applied. */
  public long applied() {
    return applied.sum();
  }

  /** Events that were applied already when they were delivered, and skipped. */
  public long duplicates() {
    return duplicates.sum();
  }

  /** Orders whose missing events were read from the log. */
  public long gapsFilled() {
    return gapsFilled.sum();
  }

  /** Orders found by the sweep. */
  public long swept() {
    return swept.sum();
  }

  /** Events parked as dead letters. */
  public long parked() {
    return parked.sum();
  }

  /** Messages that were no event at all; the broker keeps them in its dead-letter address. */
  public long rejected() {
    return rejected.sum();
  }
}
