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
 * Gives each command one transaction of its own.
 *
 * <p>Refusals roll back, except those under an idempotency key: then the record of the refusal is
 * all that the transaction holds, and it is kept.
 */
@ApplicationScoped
class TransactionInterceptor implements CommandInterceptor {

  @Inject @CommandTransaction UserTransaction transaction;

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
      if (result instanceof CommandResult.Accepted || context.idempotencyKey() != null) {
        transaction.commit();
      } else {
        transaction.rollback();
      }
      return result;
    } catch (SystemException lost) {
      // The database went away under the transaction; whether it was committed is not known.
      throw new Unavailable(lost);
    } catch (NotSupportedException
        | RollbackException
        | HeuristicMixedException
        | HeuristicRollbackException e) {
      throw new IllegalStateException("the transaction did not complete", e);
    }
  }
}
