package io.github.ordermill.shared.application.validation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;

/**
 * Holds the <a href="https://jakarta.ee/specifications/bean-validation/3.0/">Bean Validation</a>
 * constraints of commands and queries against them.
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

  /** Every constraint that {@code message} breaks, sorted by path; empty if it is valid. */
  public List<Violation> violations(Object message) {
    return validator.validate(message).stream()
        .map(broken -> new Violation(broken.getPropertyPath().toString(), broken.getMessage()))
        .sorted(Comparator.comparing(Violation::path).thenComparing(Violation::message))
        .toList();
  }
}
