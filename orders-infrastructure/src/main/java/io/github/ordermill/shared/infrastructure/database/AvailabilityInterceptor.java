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

/** Turns faults of a temporarily unavailable database into {@link Unavailable}. */
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
      throw isTemporary(fault) ? new Unavailable(fault) : fault;
    }
  }

  /**
   * Whether the fault is temporary: the pool had no connection, or the SQL state is of class 08
   * (connection lost), 53 (insufficient resources) or 57P (shutdown). See <a
   * href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's codes</a>.
   *
   * <p>An SQL exception without a state does not suffice: the driver throws such exceptions for
   * wrong calls ("type is null"), which fail always. The container's pool throws them too, but with
   * a {@link ResourceException} as the cause.
   */
  static boolean isTemporary(Throwable fault) {
    for (var cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof ResourceException) {
        return true;
      }
      if (cause instanceof SQLException sql && isTemporary(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTemporary(String state) {
    return state != null
        && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
  }
}
