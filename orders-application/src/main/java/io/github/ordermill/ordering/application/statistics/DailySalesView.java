package io.github.ordermill.ordering.application.statistics;

import io.github.ordermill.ordering.application.reading.OrderView;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/**
 * What was sold on one calendar day (UTC) in one currency. What happens to an order later counts on
 * the day on which it was placed.
 *
 * @param orderCount all orders placed on that day, cancelled ones included
 * @param units pieces sold, without cancelled ones; 2,147,483,647 stands for that many or more
 * @param revenue what the orders come to, without what is cancelled
 */
@Description(
    "What was sold on one day. Kept by the projection sales; it may lag behind the orders.")
@Type("DailySales")
public record DailySalesView(
    @Description("The calendar day, in UTC") @NonNull LocalDate date,
    @Description("Orders placed on that day, cancelled ones included") int orderCount,
    @Description("Of these, orders cancelled as a whole, whenever that happened")
        int cancelledOrderCount,
    @Description("Pieces sold, without cancelled ones; 2147483647 stands for that many or more")
        int units,
    @Description("What these orders come to, without what is cancelled") @NonNull
        OrderView.Amount revenue) {}
