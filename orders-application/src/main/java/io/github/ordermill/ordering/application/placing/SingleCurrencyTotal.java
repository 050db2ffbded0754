package io.github.ordermill.ordering.application.placing;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import io.github.ordermill.ordering.application.placing.PlaceOrder.Item;
import io.github.ordermill.ordering.domain.Money;
import io.github.ordermill.shared.application.validation.PropertyViolations;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * Constraint: all prices of a {@link PlaceOrder} are in one currency, and its total is below {@link
 * Money#LIMIT}. Other currencies than the first are reported at the price, a total that is too high
 * at {@code items}. Items that are invalid by themselves do not count: other constraints report
 * them.
 */
@Constraint(validatedBy = SingleCurrencyTotal.Validator.class)
@Target(TYPE)
@Retention(RUNTIME)
@interface SingleCurrencyTotal {

  String message() default "";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Validator implements ConstraintValidator<SingleCurrencyTotal, PlaceOrder> {

    @Override
    public boolean isValid(PlaceOrder order, ConstraintValidatorContext context) {
      var items = order.items();
      if (items == null || items.isEmpty() || items.size() > PlaceOrder.MAX_ITEMS) {
        return true;
      }
      return isSingleCurrency(items, context) & isTotalBelowLimit(items, context);
    }

    private static boolean isSingleCurrency(List<Item> items, ConstraintValidatorContext context) {
      String first = null;
      boolean single = true;
      for (int i = 0; i < items.size(); i++) {
        var item = items.get(i);
        if (item == null || item.price() == null || item.price().currency() == null) {
          continue;
        }
        if (first == null) {
          first = item.price().currency();
        } else if (!first.equals(item.price().currency())) {
          single = false;
          context.disableDefaultConstraintViolation();
          context
              .buildConstraintViolationWithTemplate("must be the currency of the first item")
              .addPropertyNode("items")
              .addPropertyNode("price")
              .inIterable()
              .atIndex(i)
              .addPropertyNode("currency")
              .addConstraintViolation();
        }
      }
      return single;
    }

    private static boolean isTotalBelowLimit(List<Item> items, ConstraintValidatorContext context) {
      var total =
          items.stream()
              .filter(Objects::nonNull)
              .filter(item -> item.price() != null && item.price().isPayable())
              .filter(item -> item.quantity() > 0 && item.quantity() <= Item.MAX_QUANTITY)
              .map(item -> item.price().amount().multiply(BigDecimal.valueOf(item.quantity())))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      if (total.compareTo(Money.LIMIT) < 0) {
        return true;
      }
      PropertyViolations.add(
          context, "items", "must add up to less than " + Money.LIMIT.toPlainString());
      return false;
    }
  }
}
