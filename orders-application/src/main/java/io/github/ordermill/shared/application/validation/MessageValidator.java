package io.github.ordermill.shared.application.validation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;

/**
 * Validates commands and queries by <a
 * href="https://jakarta.ee/specifications/bean-validation/3.0/">Bean Validation</a>.
 */
@ApplicationScoped
public class MessageValidator {

  private Validator validator;

  /** For CDI only. */
  protected MessageValidator() {}

  @Inject
  MessageValidator(Validator validator) {
    this.validator = validator;
  }

  /** All violations of {@code message}, sorted by path; empty if it is valid. */
  public List<Violation> violations(Object message) {
    return validator.validate(message).stream()
        .map(
            violation ->
                new Violation(violation.getPropertyPath().toString(), violation.getMessage()))
        .sorted(Comparator.comparing(Violation::path).thenComparing(Violation::message))
        .toList();
  }
}
