package io.github.ordermill.operations.application;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Port to the projections and their dead letters. */
public interface ProjectionControl {

  /** The names of all projections, sorted. */
  List<String> names();

  /** The status of all projections, sorted by name. */
  List<ProjectionStatus> projections();

  /**
   * Dead letters: open ones, oldest first, or settled ones, those settled last first.
   *
   * @param projection only those of this projection; null for all
   * @param after only those after the dead letter with this id; null for all
   * @param first maximum number of dead letters
   */
  List<DeadLetter> deadLetters(String projection, boolean settled, UUID after, int first);

  /**
   * Number of open dead letters, or of settled ones.
   *
   * @param projection only those of this projection; null for all
   */
  int deadLetterCount(String projection, boolean settled);

  /** The payloads of their events as JSON texts, by id of the dead letter. */
  Map<UUID, String> payloads(Set<UUID> deadLetters);

  /**
   * Applies a parked event again, and then the later events of its aggregate that wait for it. If
   * it fails again, it stays parked.
   *
   * @param actor stored with the dead letter
   */
  OperationResult retry(UUID deadLetter, String actor);

  /**
   * Discards a parked event permanently; the view continues with the later events of its aggregate.
   *
   * @param actor stored with the dead letter
   * @param reason stored with the dead letter
   */
  OperationResult discard(UUID deadLetter, String actor, String reason);
}
