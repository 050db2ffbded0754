package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.sql.Connection;
import java.util.List;

/** Turns events into rows of views. */
public interface Projection {

  /** Permanent name, in metrics, checkpoints and dead letters. */
  String name();

  /** Type of the aggregates whose events it consumes, e.g. {@code Order}. */
  String aggregateType();

  /**
   * Whether its commits are announced to all nodes, once per transaction, for those that wait for a
   * version of a view.
   */
  default boolean announcesCommits() {
    return false;
  }

  /**
   * Writes the changes that events make to the views. Events of one aggregate are in order, without
   * gaps, each given once; aggregates are in any order.
   *
   * @param transaction commits the rows together with the checkpoints; not to be committed here
   * @throws EventNotApplicable if an event cannot be read or applied: its aggregate is isolated at
   *     once
   * @throws RuntimeException if rows cannot be written: the aggregate is found by bisection
   */
  void apply(Connection transaction, List<RecordedEvent> events);

  /**
   * Writes rows again that an earlier version of the application wrote in another form, some at a
   * time. It is called while the projection runs, and not any more once it has found none.
   *
   * @param transaction commits the rows; not to be committed here
   * @return false if there are none
   */
  default boolean upgradeRows(Connection transaction) {
    return false;
  }
}
