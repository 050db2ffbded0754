package io.github.ordermill.shared.infrastructure.projection;

import java.util.UUID;

/** An event that a projection cannot make anything of; its cause says why. */
public final class EventNotApplicable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final UUID aggregateId;

  /** Names the aggregate whose event it is. */
  public EventNotApplicable(UUID aggregateId, RuntimeException cause) {
    super(null, cause, false, false);
    this.aggregateId = aggregateId;
  }

  public UUID aggregateId() {
    return aggregateId;
  }
}
