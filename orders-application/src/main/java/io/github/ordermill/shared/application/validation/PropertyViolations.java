package io.github.ordermill.shared.application.validation;

import jakarta.validation.ConstraintValidatorContext;

/** Reports violations of a class-level constraint at single properties of the class. */
public final class PropertyViolations {

  private PropertyViolations() {}

  /**
   * Adds a violation in place of the constraint's default one.
   *
   * @param message worded to follow the path of the property: "must be 1 or more"
   */
  public static void add(ConstraintValidatorContext context, String property, String message) {
    context.disableDefaultConstraintViolation();
    context
        .buildConstraintViolationWithTemplate(message)
        .addPropertyNode(property)
        .addConstraintViolation();
  }
}
