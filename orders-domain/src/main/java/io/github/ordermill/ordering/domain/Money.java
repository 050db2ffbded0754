package io.github.ordermill.ordering.domain;

import io.github.ordermill.shared.domain.PayableCurrencies;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Objects;

/**
 * An exact amount in a currency of <a href="https://www.iso.org/iso-4217-currency-codes.html">ISO
 * 4217</a>, always at the currency's own scale: 2 for EUR, 0 for JPY, 3 for BHD.
 *
 * @param amount 0 or more, less than 10<sup>15</sup>
 */
public record Money(BigDecimal amount, Currency currency) {

  /** Exclusive upper bound of an amount: 10<sup>15</sup>. */
  public static final BigDecimal LIMIT = BigDecimal.TEN.pow(15);

  /**
   * @throws ArithmeticException if the amount has more decimals than the currency
   * @throws IllegalArgumentException if the amount is negative or not below {@link #LIMIT}, or the
   *     currency has no scale, such as gold (XAU)
   */
  public Money {
    Objects.requireNonNull(currency, "currency");
    if (!PayableCurrencies.contains(currency)) {
      throw new IllegalArgumentException("not a payable currency: " + currency);
    }
    amount = amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.UNNECESSARY);
    if (amount.signum() < 0 || amount.compareTo(LIMIT) >= 0) {
      throw new IllegalArgumentException("amount out of range: " + amount);
    }
  }

  /**
   * The sum of two amounts.
   *
   * @throws IllegalArgumentException if the currencies differ or the sum reaches {@link #LIMIT}
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
    }
    return new Money(amount.add(other.amount), currency);
  }

  /**
   * The amount multiplied by {@code quantity}.
   *
   * @throws IllegalArgumentException if the product reaches {@link #LIMIT} or is negative
   */
  public Money times(int quantity) {
    return new Money(amount.multiply(BigDecimal.valueOf(quantity)), currency);
  }
}
