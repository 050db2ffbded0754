package io.github.ordermill.ordering.application.statistics;

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
 * Constraint: the range of a {@link GetSalesByDay} has 1 to {@link GetSalesByDay#MAX_DAYS} days.
 * Violations are reported at {@code to}.
 */
@Constraint(validatedBy = DateRange.Validator.class)
@Target(TYPE)
@Retention(RUNTIME)
@interface DateRange {

  String message() default "";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Validator implements ConstraintValidator<DateRange, GetSalesByDay> {

    @Override
    public boolean isValid(GetSalesByDay query, ConstraintValidatorContext context) {
      if (query.from() == null || query.to() == null) {
        return true;
      }
      if (query.days() < 1) {
        PropertyViolations.add(context, "to", "must not be before from");
        return false;
      }
      if (query.days() > GetSalesByDay.MAX_DAYS) {
        PropertyViolations.add(
            context, "to", "must be less than " + GetSalesByDay.MAX_DAYS + " days after from");
        return false;
      }
      return true;
    }
  }
}
