package io.github.ordermill.ordering.application.placing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ordermill.ordering.application.ShippingAddress;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceOrderTest {

  private static final Validator VALIDATOR =
      Validation.buildDefaultValidatorFactory().getValidator();

  private static final ShippingAddress ADDRESS =
      new ShippingAddress("Ada Lovelace", "Main Street 1", "Berlin", null, "10115", "DE");

  @ParameterizedTest
  @CsvSource({"0, EUR", "19.9, EUR", "19.90, EUR", "100, JPY", "1.234, BHD", "999999999.99, USD"})
  void acceptsPayableAmounts(String amount, String currency) {
    assertThat(violations(order(item(1, amount, currency)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "-0.01, EUR, amount must not be negative",
    "0.001, EUR, amount must have at most 2 decimals in EUR",
    "0.5, JPY, amount must have at most 0 decimals in JPY",
    "1000000000, EUR, amount must be less than 1000000000",
    "1, EURO, currency must be an ISO 4217 currency code such as EUR",
    "1, XAU, currency must be an ISO 4217 currency code such as EUR",
    "1, eur, currency must be an ISO 4217 currency code such as EUR"
  })
  void reportsAnAmountOrACurrencyThatIsNotPayable(
      String amount, String currency, String violation) {
    assertThat(messages(order(item(1, amount, currency))))
        .containsExactly("items[0].price." + violation);
  }

  @Test
  void reportsBothAnAmountAndACurrencyThatAreNotPayable() {
    assertThat(violations(order(item(1, "-1", "EURO"))))
        .containsExactlyInAnyOrder("items[0].price.amount", "items[0].price.currency");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_000_001, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void reportsAQuantityOutOfRange(int quantity) {
    assertThat(violations(order(item(quantity, "1", "EUR")))).containsExactly("items[0].quantity");
  }

  @Test
  void reportsEachPriceInAnotherCurrencyThanTheFirst() {
    assertThat(messages(order(item(1, "1", "EUR"), item(1, "1", "USD"), item(1, "1", "JPY"))))
        .containsExactlyInAnyOrder(
            "items[1].price.currency must be the currency of the first item",
            "items[2].price.currency must be the currency of the first item");
  }

  @Test
  void reportsTheItemsIfThereAreNoneOrTooManyOrTheirTotalIsTooHigh() {
    var one = item(1, "1", "EUR");
    var expensive = item(1_000_000, "999999999", "EUR");

    assertThat(violations(order())).containsExactly("items");
    assertThat(violations(order(Collections.nCopies(1001, one)))).containsExactly("items");
    assertThat(messages(order(expensive, expensive)))
        .containsExactly("items must add up to less than 1000000000000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\t", "a\u0000b", "a\u0007b", "a\ud800b", "\udc00"})
  void reportsTextThatCannotBeStored(String text) {
    var order = order(text, null, List.of(item(1, "1", "EUR")));

    assertThat(violations(order)).containsExactly("customerId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ü", "顧客", "a\nb", "😀", "'; DROP TABLE orders; --", "<b>"})
  void acceptsAnyOtherText(String text) {
    var order = order(text, text, List.of(item(1, "1", "EUR")));

    assertThat(violations(order)).isEmpty();
  }

  private static Set<String> messages(PlaceOrder order) {
    return VALIDATOR.validate(order).stream()
        .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
        .collect(Collectors.toSet());
  }

  private static Set<String> violations(PlaceOrder order) {
    return VALIDATOR.validate(order).stream()
        .map(violation -> violation.getPropertyPath().toString())
        .collect(Collectors.toSet());
  }

  private static PlaceOrder order(PlaceOrder.Item... items) {
    return order(List.of(items));
  }

  private static PlaceOrder order(List<PlaceOrder.Item> items) {
    return order("customer", null, items);
  }

  private static PlaceOrder order(String customer, String reference, List<PlaceOrder.Item> items) {
    return new PlaceOrder(null, customer, reference, items, ADDRESS);
  }

  private static PlaceOrder.Item item(int quantity, String amount, String currency) {
    return new PlaceOrder.Item("sku", null, quantity, new Price(new BigDecimal(amount), currency));
  }
}
