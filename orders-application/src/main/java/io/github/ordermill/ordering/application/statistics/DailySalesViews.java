package io.github.ordermill.ordering.application.statistics;

import java.time.LocalDate;
import java.util.List;

/** Finder of the daily sales. */
public interface DailySalesViews {

  /**
   * The sales of each day on which orders were placed, in order of the days.
   *
   * @param from the first day
   * @param to the last day, inclusive
   */
  List<DailySalesView> between(LocalDate from, LocalDate to, String currency);
}
