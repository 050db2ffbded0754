package io.github.ordermill.ordering.application.statistics;

import io.github.ordermill.shared.application.Query;
import io.github.ordermill.shared.application.validation.CurrencyCode;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Reads the sales of each calendar day (UTC) of a date range, days without orders included.
 *
 * @param from the first day
 * @param to the last day, not before {@code from}; the range has at most {@value #MAX_DAYS} days
 * @param currency code of one of the payable currencies; orders in other currencies do not count
 */
@DateRange
public record GetSalesByDay(
    @NotNull LocalDate from, @NotNull LocalDate to, @NotNull @CurrencyCode String currency)
    implements Query<List<DailySalesView>> {

  static final int MAX_DAYS = 1_000;

  /** Length of the range in days; 0 or less if {@code to} is before {@code from}. */
  long days() {
    return ChronoUnit.DAYS.between(from, to) + 1;
  }
}
