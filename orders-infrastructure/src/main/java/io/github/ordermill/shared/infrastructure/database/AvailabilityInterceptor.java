package io.github.ordermill.shared.infrastructure.database;

import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.CommandContext;
import io.github.ordermill.shared.application.CommandInterceptor;
import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.application.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.resource.ResourceException;
import java.sql.SQLException;
import java.util.function.Supplier;

/** Tells clients to try again when a command met a database that is away for the moment. */
@ApplicationScoped
class AvailabilityInterceptor implements CommandInterceptor {

  @Override
  public Phase phase() {
    return Phase.AVAILABILITY;
  }

  @Override
  public CommandResult intercept(
      Command command, CommandContext context, Supplier<CommandResult> next) {
    try {
      return next.get();
    } catch (RuntimeException fault) {
      throw isPassing(fault) ? new Unavailable(fault) : fault;
    }
  }

  /**
   * Whether the fault will pass when the database is back: the pool had no connection to give,
   * whatever the reason, or the database says that a connection was lost (class 08), resources are
   * short (53), it shuts down (57P). See <a
   * href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's codes</a>.
   *
   * <p>An SQL exception without a state is not enough. The driver throws those for calls that are
   * wrong ("type is null"), and such a fault would never pass. The container's pool throws them
   * too, but then says why by a {@link ResourceException}.
   */
  static boolean isPassing(Throwable fault) {
    for (var cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof ResourceException) {
        return true;
      }
      if (cause instanceof SQLException sql && isPassing(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPassing(String state) {
    return state != null
        && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
  }
}
