package io.github.ordermill.shared.domain;

import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The currencies of <a href="https://www.iso.org/iso-4217-currency-codes.html">ISO 4217</a> in
 * which amounts can be paid: those that have a scale, unlike gold (XAU) for example.
 */
public final class PayableCurrencies {

  private static final Map<String, Currency> BY_CODE =
      Currency.getAvailableCurrencies().stream()
          .filter(PayableCurrencies::contains)
          .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Function.identity()));

  private PayableCurrencies() {}

  public static boolean contains(Currency currency) {
    return currency.getDefaultFractionDigits() >= 0;
  }

  /**
   * The payable currency with the given code; empty if there is none.
   *
   * @param code three capital letters, not null
   */
  public static Optional<Currency> find(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
