package io.github.ordermill.shared.infrastructure.eventlog;

import java.util.UUID;

/**
 * Reference to an event.
 *
 * @param aggregateId identity of the aggregate that it happened to
 * @param version of the aggregate after the event, from 1 on
 */
public record EventRef(UUID aggregateId, int version) {

  /**
   * Creates a reference.
   *
   * @throws IllegalArgumentException if the version is not positive
   */
  public EventRef {
    if (version < 1) {
      throw new IllegalArgumentException("versions begin at 1, not at " + version);
    }
  }
}
