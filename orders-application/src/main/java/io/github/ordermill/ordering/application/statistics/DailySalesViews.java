package io.github.ordermill.ordering.application.statistics;

import java.time.LocalDate;
import java.util.List;

/** Sales of all days, on the reading side. */
public interface DailySalesViews {

  /** Days from {@code from} to {@code to}, both included, on which there were orders; in order. */
  List<DailySalesView> between(LocalDate from, LocalDate to, String currency);
}
