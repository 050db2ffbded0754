package io.github.ordermill.shared.infrastructure.interceptors;

import io.github.ordermill.shared.application.Command;
import io.github.ordermill.shared.application.CommandContext;
import io.github.ordermill.shared.application.CommandInterceptor;
import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.infrastructure.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Executes a command with an idempotency key once. The key is inserted first, in the command's own
 * transaction: a repetition that arrives during the first execution waits in the database until
 * that has committed, and then gets the recorded result. Keys are unique per actor. Invalid input
 * is not recorded, whether a constraint or the aggregate refuses it.
 */
@ApplicationScoped
class IdempotencyInterceptor implements CommandInterceptor {

  @PersistenceContext(unitName = "orders")
  EntityManager entities;

  private Clock clock;

  /** For CDI only. */
  protected IdempotencyInterceptor() {}

  @Inject
  IdempotencyInterceptor(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Phase phase() {
    return Phase.IDEMPOTENCY;
  }

  @Override
  public CommandResult intercept(
      Command command, CommandContext context, Supplier<CommandResult> next) {
    var key = context.idempotencyKey();
    if (key == null) {
      return next.get();
    }
    var connection = entities.unwrap(Connection.class);
    var fingerprint = CommandFingerprint.of((Record) command);
    while (!claim(connection, context, fingerprint)) {
      var recorded =
          Sql.query(
              connection,
              """
              SELECT fingerprint, result FROM messaging.idempotency_record
              WHERE actor = ? AND idempotency_key = ?
              """,
              row ->
                  CommandFingerprint.matches(row.getBytes("fingerprint"), (Record) command)
                      ? CommandResultJson.read(row.getString("result"))
                      : new CommandResult.IdempotencyConflict(key),
              context.actor(),
              key);
      if (!recorded.isEmpty()) {
        return recorded.get(0);
      }
      // Deleted between the two statements: the key is free again.
    }
    var result = next.get();
    if (result instanceof CommandResult.InvalidInput) {
      return result; // rolled back: the key may be sent with the corrected input
    }
    if (result instanceof CommandResult.Refused) {
      // A refused command changes nothing but its record.
      entities.clear();
    }
    Sql.update(
        connection,
        """
        UPDATE messaging.idempotency_record SET result = ?
        WHERE actor = ? AND idempotency_key = ?
        """,
        CommandResultJson.write(result),
        context.actor(),
        key);
    return result;
  }

  private boolean claim(Connection connection, CommandContext context, byte[] fingerprint) {
    return Sql.update(
            connection,
            """
            INSERT INTO messaging.idempotency_record (actor, idempotency_key, fingerprint, recorded_at)
            VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            context.actor(),
            context.idempotencyKey(),
            fingerprint,
            clock.instant())
        == 1;
  }
}
