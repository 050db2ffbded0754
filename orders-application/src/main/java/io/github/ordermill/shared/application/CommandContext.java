package io.github.ordermill.shared.application;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Metadata of a command.
 *
 * <p>{@link CommandBus#send} publishes it in a thread-local variable for as long as the command
 * runs, so that handlers need not pass it on: {@code EventLog.append} in orders-infrastructure
 * reads it by {@link #current} and stores actor, correlation id and command id with each event.
 *
 * @param commandId identifier of this execution; the causation id of its events
 * @param actor the authenticated caller; 1 to 200 characters
 * @param correlationId identifier shared by a request and all its effects; 1 to 200 characters
 * @param idempotencyKey the client's key, or null; commands with the same key are executed once
 */
public record CommandContext(
    UUID commandId, String actor, String correlationId, String idempotencyKey) {

  private static final ThreadLocal<CommandContext> CURRENT = new ThreadLocal<>();

  public CommandContext {
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(correlationId, "correlationId");
  }

  /** The metadata of a new execution, with a random command id. */
  public CommandContext(String actor, String correlationId, String idempotencyKey) {
    this(UUID.randomUUID(), actor, correlationId, idempotencyKey);
  }

  /**
   * The metadata of the command that the current thread is executing.
   *
   * @throws IllegalStateException outside of {@link CommandBus#send}
   */
  public static CommandContext current() {
    var context = CURRENT.get();
    if (context == null) {
      throw new IllegalStateException("no command is running on this thread");
    }
    return context;
  }

  /** Makes this the thread's {@link #current} metadata while {@code work} runs. */
  CommandResult during(Supplier<CommandResult> work) {
    CURRENT.set(this);
    try {
      return work.get();
    } finally {
      CURRENT.remove();
    }
  }
}
