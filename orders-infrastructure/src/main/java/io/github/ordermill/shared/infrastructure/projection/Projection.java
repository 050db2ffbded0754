package io.github.ordermill.shared.infrastructure.projection;

import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import java.sql.Connection;
import java.util.List;

/** Turns events into rows of a view. */
public interface Projection {

  /** Type of the aggregates whose events it is given, e.g. {@code Order}. */
  String aggregateType();

  /** Its name for good, as operators and its positions know it. */
  String name();

  /**
   * Whether somebody waits for what it commits: its commits are then announced to all nodes, once
   * for each transaction.
   */
  default boolean announcesCommits() {
    return false;
  }

  /**
   * Writes what the events change. Those of one order come in order and without holes, each once;
   * orders come in any order.
   *
   * @param transaction commits the rows together with the positions; not to be committed here
   * @throws EventNotApplicable if nothing can be made of an event: its order is taken out at once
   * @throws RuntimeException if the rows cannot be written; whose they are is found by trying
   */
  void apply(Connection transaction, List<RecordedEvent> events);
}
