package io.github.ordermill.shared.infrastructure.projection;

import java.util.UUID;

/** Thrown when a projection cannot read or apply an event; the cause says why. */
public final class EventNotApplicable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final UUID aggregateId;

  /**
   * Creates the exception.
   *
   * @param aggregateId identity of the aggregate whose event it is
   */
  public EventNotApplicable(UUID aggregateId, Throwable cause) {
    super(null, cause, false, false);
    this.aggregateId = aggregateId;
  }

  public UUID aggregateId() {
    return aggregateId;
  }
}
