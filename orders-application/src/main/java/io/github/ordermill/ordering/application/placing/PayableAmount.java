package io.github.ordermill.ordering.application.placing;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import io.github.ordermill.shared.application.validation.CurrencyCode;
import io.github.ordermill.shared.application.validation.PropertyViolations;
import io.github.ordermill.shared.domain.PayableCurrencies;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.Currency;

/**
 * Constraint: the currency of a {@link Price} is payable, and its amount is valid in that currency.
 * Violations are reported at {@code amount} and {@code currency}.
 */
@Constraint(validatedBy = PayableAmount.Validator.class)
@Target(TYPE)
@Retention(RUNTIME)
@interface PayableAmount {

  String message() default "";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Validator implements ConstraintValidator<PayableAmount, Price> {

    @Override
    public boolean isValid(Price price, ConstraintValidatorContext context) {
      if (price.amount() == null || price.currency() == null || price.isPayable()) {
        return true;
      }
      var currency = PayableCurrencies.find(price.currency());
      if (currency.isEmpty()) {
        PropertyViolations.add(context, "currency", CurrencyCode.MESSAGE);
      }
      if (price.amount().signum() < 0) {
        PropertyViolations.add(context, "amount", "must not be negative");
      } else if (price.amount().compareTo(Price.LIMIT) >= 0) {
        PropertyViolations.add(
            context, "amount", "must be less than " + Price.LIMIT.toPlainString());
      } else if (currency.isPresent()) {
        PropertyViolations.add(context, "amount", tooManyDecimals(currency.get()));
      }
      return false;
    }

    private static String tooManyDecimals(Currency currency) {
      return "must have at most "
          + currency.getDefaultFractionDigits()
          + " decimals in "
          + currency;
    }
  }
}
