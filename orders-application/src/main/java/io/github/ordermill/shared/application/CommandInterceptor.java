package io.github.ordermill.shared.application;

import java.util.function.Supplier;

/** Interceptor of every command between the bus and its handler. */
public interface CommandInterceptor {

  /** Position in the chain of interceptors, from the outermost to the innermost. */
  enum Phase {
    /** Counts and times commands. */
    METRICS,
    /** Translates temporary failures of the database into {@link Unavailable}. */
    AVAILABILITY,
    /** Refuses commands that violate a constraint. */
    VALIDATION,
    /** Reserved for the rejection of callers without permission. */
    AUTHORISATION,
    /** Runs the command in one database transaction; it is not repeated on failure. */
    TRANSACTION,
    /** Returns the recorded result of a repeated command; inside the transaction. */
    IDEMPOTENCY
  }

  /** Position in the chain; the order of interceptors of the same phase is undefined. */
  Phase phase();

  /**
   * Intercepts a command.
   *
   * @param next executes the rest of the chain, including the handler
   * @return the result of {@code next}, or another one without calling it
   */
  CommandResult intercept(Command command, CommandContext context, Supplier<CommandResult> next);
}
