package io.github.ordermill.shared.web.graphql.result;

import io.github.ordermill.shared.application.CommandResult;
import io.smallrye.graphql.api.Union;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

/**
 * The union of all results of mutations. Its members are the records that implement it: those here,
 * and in each business module a record for an accepted command and one per refusal of its own.
 */
@Description("The result of a command: it was accepted, or refused for one of a few reasons.")
@Union
@Name("CommandResult")
public interface MutationResult {

  /** Description of the argument {@code idempotencyKey}, which every mutation has. */
  String IDEMPOTENCY_KEY =
      "1 to 200 printable characters of the client's choice. The same key with the same input is"
          + " carried out once, however often it is sent.";

  /**
   * The refusals that are the same for every module.
   *
   * @return empty if the module has to answer: the command was accepted, what it is about does not
   *     exist, or a rule forbids it
   */
  static Optional<MutationResult> shared(CommandResult result) {
    if (result instanceof CommandResult.InvalidInput invalid) {
      return Optional.of(new InvalidInput(invalid));
    } else if (result instanceof CommandResult.VersionConflict conflict) {
      return Optional.of(new VersionConflict(conflict));
    } else if (result instanceof CommandResult.IdempotencyConflict conflict) {
      return Optional.of(new IdempotencyConflict(conflict));
    }
    return Optional.empty();
  }
}
