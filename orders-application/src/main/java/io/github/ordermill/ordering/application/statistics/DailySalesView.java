package io.github.ordermill.ordering.application.statistics;

import io.github.ordermill.ordering.application.reading.OrderView;
import java.time.LocalDate;

/**
 * What was sold on one calendar day (UTC) in one currency. What happens to an order later counts on
 * the day on which it was placed.
 *
 * @param orderCount all orders placed on that day, cancelled ones included
 * @param units pieces sold, without cancelled ones; 2,147,483,647 stands for that many or more
 * @param revenue what the orders come to, without what is cancelled
 */
public record DailySalesView(
    LocalDate date, int orderCount, int cancelledOrderCount, int units, OrderView.Amount revenue) {}
