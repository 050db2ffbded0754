package io.github.ordermill.shared.application;

import io.github.ordermill.shared.application.validation.MessageValidator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;

/** Refuses commands that break a constraint, with all their violations at once. */
@ApplicationScoped
class ValidationInterceptor implements CommandInterceptor {

  @Inject MessageValidator constraints;

  @Override
  public Phase phase() {
    return Phase.VALIDATION;
  }

  @Override
  public CommandResult intercept(
      Command command, CommandContext context, Supplier<CommandResult> next) {
    var violations = constraints.violations(command);
    return violations.isEmpty() ? next.get() : new CommandResult.InvalidInput(violations);
  }
}
