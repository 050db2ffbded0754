package io.github.ordermill.shared.infrastructure.database;

import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.CommandContext;
import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.application.CommandStep;
import io.github.ordermill.shared.application.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.function.Supplier;

/** Tells clients to try again when a command met a database that is away for the moment. */
@ApplicationScoped
class Availability implements CommandStep {

  @Override
  public Stage stage() {
    return Stage.AVAILABILITY;
  }

  @Override
  public CommandResult around(
      Command command, CommandContext context, Supplier<CommandResult> next) {
    try {
      return next.get();
    } catch (RuntimeException fault) {
      throw isPassing(fault) ? new Unavailable(fault) : fault;
    }
  }

  /**
   * Whether the fault will pass when the database is back: a connection lost or not to be had (no
   * state, or class 08), resources short (53), a shutdown (57P). See <a
   * href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's codes</a>.
   */
  static boolean isPassing(Throwable fault) {
    for (var cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        var state = sql.getSQLState();
        if (state == null
            || state.startsWith("08")
            || state.startsWith("53")
            || state.startsWith("57P")) {
          return true;
        }
      }
    }
    return false;
  }
}
