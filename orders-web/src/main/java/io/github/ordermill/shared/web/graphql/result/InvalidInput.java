package io.github.ordermill.shared.web.graphql.result;

import io.github.ordermill.shared.application.CommandResult;
import io.github.ordermill.shared.application.validation.Violation;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/** The input violates constraints. */
@Description("The input violates constraints; all of them are listed. Nothing has changed.")
public record InvalidInput(
    @Description("INVALID_INPUT") @NonNull String code,
    @Description("The refusal in a sentence for people") @NonNull String message,
    @Description("Every constraint that the input violates") @NonNull
        List<@NonNull Violation> violations)
    implements MutationResult, Refusal {

  InvalidInput(CommandResult.InvalidInput result) {
    this("INVALID_INPUT", result.message(), result.violations());
  }
}
