package io.github.ordermill.shared.application;

import java.util.function.Supplier;

/** A station on the way of every command from the bus to its handler and back. */
public interface CommandInterceptor {

  /** The stations in the order in which a command passes them, from the outside in. */
  enum Phase {
    /** Counts and times everything that comes in. */
    METRICS,
    /** Tells faults that pass from those that stay: {@link Unavailable}. */
    AVAILABILITY,
    /** Refuses what breaks a constraint before anything else is touched. */
    VALIDATION,
    /** Refuses who may not. */
    AUTHORISATION,
    /** One database transaction, tried again when somebody else was faster. */
    TRANSACTION,
    /** Finds the recorded answer to a repeated command; within the transaction. */
    IDEMPOTENCY
  }

  /** Where on the way it stands; several at one stage come in no particular order. */
  Phase phase();

  /** Lets the command pass by calling {@code next}, once, several times or not at all. */
  CommandResult intercept(Command command, CommandContext context, Supplier<CommandResult> next);
}
