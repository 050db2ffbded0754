package io.github.ordermill.ordering.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Objects;

/**
 * An exact amount in a currency of <a href="https://www.iso.org/iso-4217-currency-codes.html">ISO
 * 4217</a>, always at the currency's own scale: 2 for EUR, 0 for JPY, 3 for BHD.
 *
 * @param amount from 0 up to but not including 10<sup>15</sup>
 */
public record Money(BigDecimal amount, Currency currency) {

  /** Amounts stay below this. */
  public static final BigDecimal LIMIT = BigDecimal.TEN.pow(15);

  /**
   * @throws ArithmeticException if the amount is more precise than the currency
   * @throws IllegalArgumentException if the amount is negative or not below {@link #LIMIT}, or the
   *     currency has no scale of its own, as gold (XAU)
   */
  public Money {
    Objects.requireNonNull(currency, "currency");
    if (currency.getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException("not a currency to pay in: " + currency);
    }
    amount = amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.UNNECESSARY);
    if (amount.signum() < 0 || amount.compareTo(LIMIT) >= 0) {
      throw new IllegalArgumentException("amount out of range: " + amount);
    }
  }

  /** Nothing, in a currency. */
  public static Money zero(Currency currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  /**
   * The sum of two amounts.
   *
   * @throws IllegalArgumentException if the currencies differ or the sum reaches {@link #LIMIT}
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(currency + " and " + other.currency + " do not add up");
    }
    return new Money(amount.add(other.amount), currency);
  }

  /** The amount so many times. */
  public Money times(int quantity) {
    return new Money(amount.multiply(BigDecimal.valueOf(quantity)), currency);
  }
}
