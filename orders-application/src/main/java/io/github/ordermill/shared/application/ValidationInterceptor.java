package io.github.ordermill.shared.application;

import io.github.ordermill.shared.application.validation.MessageValidator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;

/** Refuses commands that violate a constraint, and reports all their violations. */
@ApplicationScoped
class ValidationInterceptor implements CommandInterceptor {

  private MessageValidator validator;

  /** For CDI only. */
  protected ValidationInterceptor() {}

  @Inject
  ValidationInterceptor(MessageValidator validator) {
    this.validator = validator;
  }

  @Override
  public Phase phase() {
    return Phase.VALIDATION;
  }

  @Override
  public CommandResult intercept(
      Command command, CommandContext context, Supplier<CommandResult> next) {
    var violations = validator.violations(command);
    return violations.isEmpty() ? next.get() : new CommandResult.InvalidInput(violations);
  }
}
