package io.github.ordermill.operations.application;

import java.util.List;
import java.util.UUID;

/** Port to the projections and their dead letters. */
public interface ProjectionControl {

  /** The status of all projections, sorted by name. */
  List<ProjectionStatus> projections();

  /**
   * Open dead letters, oldest first.
   *
   * @param projection only those of this projection; null for all
   * @param after only those parked after the dead letter with this id; null for all
   * @param first maximum number of dead letters
   */
  List<DeadLetter> deadLetters(String projection, UUID after, int first);

  /**
   * Number of open dead letters.
   *
   * @param projection only those of this projection; null for all
   */
  int deadLetterCount(String projection);

  /**
   * Applies a parked event again, and then the later events of its aggregate that wait for it. If
   * it fails again, it stays parked.
   */
  OperationResult retry(UUID deadLetter);

  /**
   * Discards a parked event permanently; the view continues with the later events of its aggregate.
   *
   * @param reason stored with the dead letter
   */
  OperationResult discard(UUID deadLetter, String reason);
}
