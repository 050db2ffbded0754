package io.github.ordermill.ordering.application.placing;

import io.github.ordermill.ordering.domain.Money;
import io.github.ordermill.shared.domain.PayableCurrencies;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Currency;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

/**
 * The price of one unit in {@link PlaceOrder}.
 *
 * @param amount 0 or more, less than {@link #LIMIT}, with no more decimals than the currency has
 * @param currency code of one of the {@link PayableCurrencies}
 */
@PayableAmount
@Description("An exact amount in a currency.")
@Input("MoneyInput")
public record Price(
    @Description("Plain decimal notation, no more precise than the currency: \"19.90\"") @NotNull
        BigDecimal amount,
    @Description("ISO 4217") @NotNull String currency) {

  /** Exclusive upper bound of a unit price: 10<sup>9</sup>. */
  public static final BigDecimal LIMIT = BigDecimal.TEN.pow(9);

  Money toMoney() {
    return new Money(amount, PayableCurrencies.find(currency).orElseThrow());
  }

  /** Whether {@link #toMoney} succeeds and the amount is below {@link #LIMIT}. */
  boolean isPayable() {
    return amount != null
        && currency != null
        && amount.signum() >= 0
        && amount.compareTo(LIMIT) < 0
        && PayableCurrencies.find(currency).filter(this::hasDecimalsFor).isPresent();
  }

  private boolean hasDecimalsFor(Currency payable) {
    return amount.stripTrailingZeros().scale() <= payable.getDefaultFractionDigits();
  }
}
