package io.github.ordermill.shared.web.graphql.result;

import io.github.ordermill.shared.application.CommandResult;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/** The idempotency key was used before, with another input. */
@Description("The key was used before with another input. Nothing has changed.")
public record IdempotencyConflict(
    @Description("IDEMPOTENCY_CONFLICT") @NonNull String code,
    @Description("The refusal in a sentence for people") @NonNull String message,
    @Description("The key in question") @NonNull String idempotencyKey)
    implements MutationResult, Refusal {

  IdempotencyConflict(CommandResult.IdempotencyConflict result) {
    this("IDEMPOTENCY_CONFLICT", result.message(), result.idempotencyKey());
  }
}
