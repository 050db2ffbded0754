package io.github.ordermill.shared.infrastructure.projection;

import java.util.UUID;

/** An event that a projection cannot make anything of; its cause says why. */
public final class EventNotApplicable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final UUID order;

  /** Names the order whose event it is. */
  public EventNotApplicable(UUID order, RuntimeException cause) {
    super(null, cause, false, false);
    this.order = order;
  }

  /** The order whose event it is. */
  public UUID order() {
    return order;
  }
}
