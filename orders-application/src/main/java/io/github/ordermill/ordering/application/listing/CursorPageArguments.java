package io.github.ordermill.ordering.application.listing;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import io.github.ordermill.shared.application.validation.PropertyViolations;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Constraint: a {@link ListOrders} has not both {@code first} and {@code last}, and its cursors
 * were issued for the same sort order. Violations are reported at the argument.
 */
@Constraint(validatedBy = CursorPageArguments.Validator.class)
@Target(TYPE)
@Retention(RUNTIME)
@interface CursorPageArguments {

  String message() default "";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Validator implements ConstraintValidator<CursorPageArguments, ListOrders> {

    private static final String INVALID_CURSOR =
        "must be a cursor that this list has given, sorted as it is now";

    @Override
    public boolean isValid(ListOrders list, ConstraintValidatorContext context) {
      boolean valid = true;
      if (list.first() != null && list.last() != null) {
        PropertyViolations.add(context, "last", "must not be given together with first");
        valid = false;
      }
      if (!list.isValidCursor(list.after())) {
        PropertyViolations.add(context, "after", INVALID_CURSOR);
        valid = false;
      }
      if (!list.isValidCursor(list.before())) {
        PropertyViolations.add(context, "before", INVALID_CURSOR);
        valid = false;
      }
      return valid;
    }
  }
}
