package io.github.ordermill.ordering.domain;

import static io.github.ordermill.ordering.domain.OrderFixtures.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({"EUR, 1.5, 1.50", "JPY, 100, 100", "BHD, 1.5, 1.500", "EUR, 1.500, 1.50"})
  void hasTheScaleOfTheCurrency(String currency, String amount, String expected) {
    assertThat(money(amount, currency).amount()).isEqualTo(new BigDecimal(expected));
  }

  @ParameterizedTest
  @CsvSource({"EUR, 0.001", "JPY, 0.5", "BHD, 0.0001"})
  void refusesMoreDecimalsThanTheCurrencyHas(String currency, String amount) {
    assertThatThrownBy(() -> money(amount, currency)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void refusesNegativeAmounts() {
    assertThatThrownBy(() -> money("-0.01", "EUR")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAmountsFromTheLimitOn() {
    var largest = money("999999999999999.99", "EUR");

    assertThatThrownBy(() -> largest.plus(money("0.01", "EUR")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> largest.times(2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesToAddAmountsInDifferentCurrencies() {
    assertThatThrownBy(() -> money("1", "EUR").plus(money("1", "USD")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesCurrenciesWithoutAScale() {
    assertThatThrownBy(() -> money("1", "XAU")).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void multiplicationEqualsRepeatedAddition(
      @ForAll @LongRange(min = 0, max = 1_000_000) long cents,
      @ForAll @IntRange(min = 1, max = 50) int quantity) {
    var price = new Money(BigDecimal.valueOf(cents, 2), Currency.getInstance("EUR"));

    var sum = price;
    for (int i = 1; i < quantity; i++) {
      sum = sum.plus(price);
    }

    assertThat(price.times(quantity)).isEqualTo(sum);
  }
}
