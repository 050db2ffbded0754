package io.github.ordermill.shared.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;

/** Refuses commands that break a constraint, with all their violations at once. */
@ApplicationScoped
class Validation implements CommandStep {

  @Inject Constraints constraints;

  @Override
  public Stage stage() {
    return Stage.VALIDATION;
  }

  @Override
  public CommandResult around(
      Command command, CommandContext context, Supplier<CommandResult> next) {
    var violations = constraints.brokenBy(command);
    return violations.isEmpty() ? next.get() : new CommandResult.InvalidInput(violations);
  }
}
