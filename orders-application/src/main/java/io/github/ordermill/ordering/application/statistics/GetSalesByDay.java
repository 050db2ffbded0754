package io.github.ordermill.ordering.application.statistics;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.validation.CurrencyCode;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Orders and revenue per calendar day (UTC), days without orders included.
 *
 * @param from the first day
 * @param to the last day, not before {@code from}; {@value #MOST_DAYS} days at most
 * @param currency a code of ISO 4217; orders in other currencies do not count
 */
@GetSalesByDay.Period
public record GetSalesByDay(
    @NotNull LocalDate from, @NotNull LocalDate to, @NotNull @CurrencyCode String currency)
    implements Query<List<DailySalesView>> {

  /** So many days at most are answered at once. */
  public static final int MOST_DAYS = 1_000;

  private long days() {
    return ChronoUnit.DAYS.between(from, to) + 1;
  }

  /** The last day does not come before the first, nor too long after it. */
  @Constraint(validatedBy = Period.Check.class)
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Period {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Complains about {@code to}. */
    final class Check implements ConstraintValidator<Period, GetSalesByDay> {

      @Override
      public boolean isValid(GetSalesByDay query, ConstraintValidatorContext context) {
        if (query.from == null
            || query.to == null
            || (query.days() >= 1 && query.days() <= MOST_DAYS)) {
          return true;
        }
        context.disableDefaultConstraintViolation();
        context
            .buildConstraintViolationWithTemplate(
                query.days() < 1
                    ? "must not be before from"
                    : "must be less than " + MOST_DAYS + " days after from")
            .addPropertyNode("to")
            .addConstraintViolation();
        return false;
      }
    }
  }
}
