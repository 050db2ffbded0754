package io.github.ordermill.operations.application;

import java.util.List;
import java.util.UUID;

/** The operator's desk. */
public interface ProjectionControl {

  /** Every projection, by name. */
  List<ProjectionStatus> projections();

  /**
   * Parked events, oldest first.
   *
   * @param projection of this projection only, or null
   * @param after only those parked after the one of this id, or null
   * @param first how many at most
   */
  List<DeadLetter> deadLetters(String projection, UUID after, int first);

  /** How many events are parked, in one projection or, with null, in all. */
  int deadLetterCount(String projection);

  /**
   * Applies a parked event, and those that it held back, again. If it fails again it stays parked.
   */
  OperationResult retry(UUID deadLetter);

  /**
   * Gives a parked event up for good; the view goes on without it.
   *
   * @param reason kept with it
   */
  OperationResult discard(UUID deadLetter, String reason);
}
