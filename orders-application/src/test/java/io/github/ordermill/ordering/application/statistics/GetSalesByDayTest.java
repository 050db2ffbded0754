package io.github.ordermill.ordering.application.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GetSalesByDayTest {

  private static final Validator VALIDATOR =
      Validation.buildDefaultValidatorFactory().getValidator();

  private static final LocalDate FROM = LocalDate.parse("2026-01-01");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1_000})
  void acceptsRangesOfUpTo1000Days(int days) {
    assertThat(violations(FROM.plusDays(days - 1), "EUR")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-1, to must not be before from", "1000, to must be less than 1000 days after from"})
  void reportsTheEndOfAnInvalidRange(int daysAfter, String violation) {
    assertThat(violations(FROM.plusDays(daysAfter), "EUR")).containsExactly(violation);
  }

  @Test
  void reportsACurrencyThatIsNotPayable() {
    assertThat(violations(FROM, "XAU"))
        .containsExactly("currency must be an ISO 4217 currency code such as EUR");
  }

  private static List<String> violations(LocalDate to, String currency) {
    return VALIDATOR.validate(new GetSalesByDay(FROM, to, currency)).stream()
        .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
        .toList();
  }
}
