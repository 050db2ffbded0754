package io.github.ordermill.shared.application;

import java.util.UUID;

/** Refusal of a command because its aggregate does not exist. */
public final class NotFound extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final UUID id;

  /** No aggregate has the identifier {@code id}. */
  public NotFound(UUID id) {
    super("nothing has the identity " + id, null, false, false);
    this.id = id;
  }

  /** Identifier of the missing aggregate. */
  public UUID id() {
    return id;
  }
}
