package io.github.ordermill.shared.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.util.function.Supplier;

/**
 * Runs each command in its own transaction.
 *
 * <p>Commits accepted commands and rolls refused ones back. A refused command with an idempotency
 * key is committed too: its transaction contains only the record of the refusal. Invalid input has
 * no such record.
 */
@ApplicationScoped
class TransactionInterceptor implements CommandInterceptor {

  private UserTransaction transaction;

  /** For CDI only. */
  protected TransactionInterceptor() {}

  @Inject
  TransactionInterceptor(@CommandTransaction UserTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Phase phase() {
    return Phase.TRANSACTION;
  }

  @Override
  public CommandResult intercept(
      Command command, CommandContext context, Supplier<CommandResult> next) {
    try {
      transaction.begin();
      CommandResult result;
      try {
        result = next.get();
      } catch (RuntimeException | Error fault) {
        transaction.rollback();
        throw fault;
      }
      boolean isRecorded =
          context.idempotencyKey() != null && !(result instanceof CommandResult.InvalidInput);
      if (result instanceof CommandResult.Accepted || isRecorded) {
        transaction.commit();
      } else {
        transaction.rollback();
      }
      return result;
    } catch (SystemException e) {
      // The connection was lost; whether the transaction was committed is unknown.
      throw new Unavailable(e);
    } catch (NotSupportedException
        | RollbackException
        | HeuristicMixedException
        | HeuristicRollbackException e) {
      throw new IllegalStateException("the transaction did not complete", e);
    }
  }
}
