package io.github.ordermill.ordering.application.placing;

import io.github.ordermill.ordering.domain.Money;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

/**
 * An amount as a client states it.
 *
 * @param amount from 0 to 999,999,999.9999, no more precise than the currency
 * @param currency a code of ISO 4217 with a scale of its own
 */
@Price.Payable
@Description("An exact amount in a currency.")
@Input("MoneyInput")
public record Price(
    @Description("Plain decimal notation, no more precise than the currency: \"19.90\"") @NotNull
        BigDecimal amount,
    @Description("ISO 4217") @NotNull String currency) {

  /** Prices stay below this. */
  public static final BigDecimal LIMIT = BigDecimal.TEN.pow(9);

  private static final Map<String, Currency> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .filter(currency -> currency.getDefaultFractionDigits() >= 0)
          .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Function.identity()));

  Money toMoney() {
    return new Money(amount, CURRENCIES.get(currency));
  }

  /** Whether there is such a currency and the amount is one in it. */
  boolean isPayable() {
    return currency != null
        && CURRENCIES.containsKey(currency)
        && amount != null
        && amount.signum() >= 0
        && amount.compareTo(LIMIT) < 0
        && amount.stripTrailingZeros().scale()
            <= CURRENCIES.get(currency).getDefaultFractionDigits();
  }

  /** The currency exists, and the amount is one that can be paid in it. */
  @Constraint(validatedBy = Payable.Check.class)
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Payable {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reports amount and currency, each at its own place. */
    final class Check implements ConstraintValidator<Payable, Price> {

      @Override
      public boolean isValid(Price price, ConstraintValidatorContext context) {
        if (price.amount == null || price.currency == null || price.isPayable()) {
          return true;
        }
        context.disableDefaultConstraintViolation();
        var currency = CURRENCIES.get(price.currency);
        if (currency == null) {
          complain(context, "currency", "must be an ISO 4217 currency code such as EUR");
        }
        if (price.amount.signum() < 0) {
          complain(context, "amount", "must not be negative");
        } else if (price.amount.compareTo(LIMIT) >= 0) {
          complain(context, "amount", "must be less than " + LIMIT.toPlainString());
        } else if (currency != null) {
          complain(
              context,
              "amount",
              "must have at most "
                  + currency.getDefaultFractionDigits()
                  + " decimals in "
                  + currency);
        }
        return false;
      }

      private static void complain(
          ConstraintValidatorContext context, String component, String message) {
        context
            .buildConstraintViolationWithTemplate(message)
            .addPropertyNode(component)
            .addConstraintViolation();
      }
    }
  }
}
