package io.github.ordermill.shared.application;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Who sends a command, and in what connection.
 *
 * @param commandId identity of this sending; every event that it causes names it
 * @param actor who caused it; 1 to 200 characters
 * @param correlationId one id from the request through every effect of it; 1 to 200 characters
 * @param idempotencyKey the client's own, or null; the same key is carried out once
 */
public record CommandContext(
    UUID commandId, String actor, String correlationId, String idempotencyKey) {

  private static final ThreadLocal<CommandContext> CURRENT = new ThreadLocal<>();

  public CommandContext {
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(correlationId, "correlationId");
  }

  /** A new command's context. */
  public CommandContext(String actor, String correlationId, String idempotencyKey) {
    this(UUID.randomUUID(), actor, correlationId, idempotencyKey);
  }

  /**
   * The context of the command that this thread is carrying out.
   *
   * @throws IllegalStateException outside a command
   */
  public static CommandContext current() {
    var context = CURRENT.get();
    if (context == null) {
      throw new IllegalStateException("events are appended within a command only");
    }
    return context;
  }

  /** Runs {@code work} with this as the current context, and takes it away again. */
  CommandResult during(Supplier<CommandResult> work) {
    CURRENT.set(this);
    try {
      return work.get();
    } finally {
      CURRENT.remove();
    }
  }
}
