package io.github.ordermill.shared.web.graphql.result;

import io.github.ordermill.shared.application.CommandResult;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/** The aggregate is in another version than the command expects. */
@Description("The command expected another version than the present one. Nothing has changed.")
public record VersionConflict(
    @Description("VERSION_CONFLICT") @NonNull String code,
    @Description("The refusal in a sentence for people") @NonNull String message,
    @Description("The version that the command expected") int expectedVersion,
    @Description("The present version") int actualVersion)
    implements MutationResult, Refusal {

  VersionConflict(CommandResult.VersionConflict result) {
    this("VERSION_CONFLICT", result.message(), result.expectedVersion(), result.actualVersion());
  }
}
