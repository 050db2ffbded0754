package io.github.ordermill.ordering.application.statistics;

import io.github.ordermill.ordering.application.reading.OrderView;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/**
 * Statistics of the orders placed on one calendar day (UTC) in one currency. Later changes of an
 * order count on the day on which it was placed.
 *
 * @param orderCount number of orders placed on that day, cancelled ones included
 * @param cancelledOrderCount number of these orders that have been cancelled as a whole
 * @param units number of units sold, without cancelled ones; capped at 2,147,483,647
 * @param revenue sum of the orders' totals, without cancelled units
 */
@Description("Sales of one day. Kept by the projection figures; they may lag.")
@Type("DailySales")
public record DailySalesView(
    @Description("The calendar day, in UTC") @NonNull LocalDate date,
    @Description("Orders placed on that day, including cancelled ones") int orderCount,
    @Description("Of these, orders cancelled as a whole, at any time") int cancelledOrderCount,
    @Description("Units sold, without cancelled ones; 2147483647 stands for that many or more")
        int units,
    @Description("The total of these orders, without cancelled units") @NonNull
        OrderView.Amount revenue) {}
