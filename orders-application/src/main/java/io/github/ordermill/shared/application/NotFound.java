package io.github.ordermill.shared.application;

import java.util.UUID;

/** A command is about something that does not exist. */
public final class NotFound extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final UUID id;

  /** Nothing has the identity {@code id}. */
  public NotFound(UUID id) {
    super("nothing has the identity " + id, null, false, false);
    this.id = id;
  }

  /** The identity that was asked for. */
  public UUID id() {
    return id;
  }
}
