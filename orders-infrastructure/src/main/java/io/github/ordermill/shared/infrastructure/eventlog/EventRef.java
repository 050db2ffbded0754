package io.github.ordermill.shared.infrastructure.eventlog;

import java.util.UUID;

/**
 * Names an event.
 *
 * @param order what it happened to
 * @param version of the order after it, from 1 on
 */
public record EventRef(UUID order, int version) {

  /**
   * Names an event.
   *
   * @throws IllegalArgumentException if the version is not positive
   */
  public EventRef {
    if (version < 1) {
      throw new IllegalArgumentException("no order has a version " + version);
    }
  }
}
