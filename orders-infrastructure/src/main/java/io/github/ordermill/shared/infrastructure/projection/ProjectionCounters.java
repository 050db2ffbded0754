package io.github.ordermill.shared.infrastructure.projection;

import java.util.concurrent.atomic.LongAdder;

/** Counters of one projection on this node since it started. */
public final class ProjectionCounters {

  private final LongAdder applied = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder gapsFilled = new LongAdder();
  private final LongAdder missed = new LongAdder();
  private final LongAdder parked = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder redelivered = new LongAdder();

  void applied(int events, int duplicateEvents, int aggregatesReadFromLog) {
    applied.add(events);
    duplicates.add(duplicateEvents);
    gapsFilled.add(aggregatesReadFromLog);
  }

  void missed(int aggregates) {
    missed.add(aggregates);
  }

  void eventParked() {
    parked.increment();
  }

  void messageRejected() {
    rejected.increment();
  }

  void messageRedelivered() {
    redelivered.increment();
  }

  public long applied() {
    return applied.sum();
  }

  /** Events that were applied already when they were delivered, and skipped. */
  public long duplicates() {
    return duplicates.sum();
  }

  /** Aggregates whose missing events were read from the log. */
  public long gapsFilled() {
    return gapsFilled.sum();
  }

  /** Aggregates found by the scan for missed events. */
  public long missed() {
    return missed.sum();
  }

  /** Events parked as dead letters. */
  public long parked() {
    return parked.sum();
  }

  /** Messages that were no events; the broker keeps them in its dead-letter address. */
  public long rejected() {
    return rejected.sum();
  }

  /** Messages that the broker delivered again, after a failure or the loss of a connection. */
  public long redelivered() {
    return redelivered.sum();
  }
}
